using LogPlatform.ControlPage.Explore;
using LogPlatform.ControlPage.Live;
using LogPlatform.ControlPage.Session;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LogPlatform.ControlPage.Hosting;

/// <summary>Adds the control page to a host of the gateway.</summary>
public static class ControlPageExtensions
{
    private const int MostReceivedBytes = 256 << 10;

    /// <summary>Adds the page's services. The host adds the gateway, its deployments and its validation. Idempotent.</summary>
    public static IServiceCollection AddLogPlatformControlPage(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(PageFiles)))
        {
            return services;
        }

        services.AddSingleton<PageFiles>();
        services.AddSingleton(new SignInPage("/sign-in"));
        services.AddSingleton<SlotMeters>();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LiveBoard>());
        services.AddScoped<PageUsers>();
        services.AddScoped<Searches>();
        services.TryAddSingleton(TimeProvider.System);

        // Pages that were open when the program ended start over, so nothing that was protected needs to outlive it.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = MostReceivedBytes);
        return services;
    }

    /// <summary>Maps the page at <c>/</c>; after the gateway.</summary>
    public static WebApplication MapLogPlatformControlPage(this WebApplication app)
    {
        app.UseMiddleware<CircuitOrigin>();
        app.UseAntiforgery();
        app.Services.GetRequiredService<PageFiles>().Map(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server =>
            {
                // The policy of PageHeaders says it, and more.
                server.ContentSecurityFrameAncestorsPolicy = null;

                // What is sent every second is small; a compressor for each page would cost more memory than it saves.
                server.DisableWebSocketCompression = true;
            })
            .RequireAuthorization(Policies.Viewer)
            .WithMetadata(app.Services.GetRequiredService<SignInPage>())
            .Add(PageHeaders.Add);
        return app;
    }
}
