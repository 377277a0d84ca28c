using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Ingest.Syslog;
using LogPlatform.Gateway.Query;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Hosting;

/// <summary>Adds the gateway to a host.</summary>
public static class GatewayExtensions
{
    /// <summary>
    /// Adds the gateway's services. The host provides the ports: <see cref="Core.Ports.IJournal"/>, <see cref="Core.Ports.IBlockCatalog"/>,
    /// <see cref="Core.Ports.IQuarantine"/>, <see cref="Core.Ports.IReleaseCatalog"/>, <see cref="Core.Ports.ITrafficRouter"/>, <see cref="Core.Ports.ISlotProvisioner"/>,
    /// <see cref="Core.Ports.IAuditLog"/> and <see cref="IPlatformStatus"/>, and adds the services of deployments and validation. Idempotent.
    /// </summary>
    public static IServiceCollection AddLogPlatformGateway(this IServiceCollection services)
    {
        // Without it the framework takes a gzip body that was cut short for a whole one. It is read once, at the first decompression.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddProblemDetails();
        services.AddExceptionHandler<StorageFaults>();
        return services
            .AddListeners()
            .AddGatewaySecurity()
            .AddHttpIngest()
            .AddSyslogIngest()
            .AddQueryApi()
            .AddControlApi();
    }

    /// <summary>Adds the gateway's middleware and endpoints; before those of the host.</summary>
    public static WebApplication MapLogPlatformGateway(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseControlPortOnly();
        app.UseUnknownAddress();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHttpIngest();
        app.MapControlApi();
        return app;
    }

    private static IServiceCollection AddListeners(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidation>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, KestrelListeners>());
        services.TryAddSingleton<BoundEndpoints>();
        services.AddSingleton<IMemoryPoolFactory<byte>, NetworkBlockPoolFactory>();
        return services;
    }

    // The ways in and the health checks are short-circuited in routing, so what arrives here by the ingest port has no business there.
    private static void UseControlPortOnly(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IListenerFeature>()?.Kind != ListenerKind.Ingest)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
