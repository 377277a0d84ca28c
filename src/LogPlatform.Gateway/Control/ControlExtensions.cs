using System.Text.Json.Serialization;
using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Control.Audit;
using LogPlatform.Gateway.Control.Deployments;
using LogPlatform.Gateway.Control.Jobs;
using LogPlatform.Gateway.Control.Releases;
using LogPlatform.Gateway.Query;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LogPlatform.Gateway.Control;

/// <summary>The control API and its document.</summary>
internal static class ControlExtensions
{
    public static IServiceCollection AddControlApi(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ControlJson.Default);
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter<Role>());
        });
        services.AddOpenApi(OpenApiDocumentation.Configure);
        services.TryAddSingleton<LoginEndpoints>();
        services.TryAddSingleton<KeyEndpoints>();
        services.TryAddSingleton<StatusReader>();
        services.TryAddSingleton<StatusEndpoints>();
        services.TryAddSingleton<QuarantineReprocessing>();
        services.TryAddSingleton<QuarantineEndpoints>();
        services.TryAddSingleton<ReleaseEndpoints>();
        services.TryAddSingleton<DeploymentFeed>();
        services.TryAddSingleton<DeploymentEndpoints>();
        services.TryAddSingleton<DeploymentCommands>();
        services.TryAddSingleton<RehearsalEndpoints>();
        services.TryAddSingleton<RewindEndpoints>();
        services.TryAddSingleton<AuditEndpoints>();
        return services.AddActions();
    }

    private static IServiceCollection AddActions(this IServiceCollection services)
    {
        services.TryAddSingleton<ActionGate>();
        services.TryAddSingleton<DeploymentActions>();
        services.TryAddSingleton<ReleaseActions>();
        services.TryAddSingleton<RehearsalActions>();
        services.TryAddSingleton<RewindActions>();
        services.TryAddSingleton<QuarantineActions>();
        return services;
    }

    public static void MapControlApi(this WebApplication app)
    {
        app.Services.GetRequiredService<StatusEndpoints>().MapHealth(app);
        app.Services.GetRequiredService<LoginEndpoints>().Map(app);
        app.MapOpenApi().AllowAnonymous();
        var api = app.MapGroup("/api/v1");
        app.Services.GetRequiredService<KeyEndpoints>().Map(api);
        app.Services.GetRequiredService<StatusEndpoints>().Map(api);
        app.Services.GetRequiredService<QuarantineEndpoints>().Map(api);
        app.Services.GetRequiredService<QueryEndpoints>().Map(api);
        app.Services.GetRequiredService<ReleaseEndpoints>().Map(api);
        app.Services.GetRequiredService<DeploymentEndpoints>().Map(api);
        app.Services.GetRequiredService<DeploymentCommands>().Map(api);
        StrategyEndpoints.Map(api);
        app.Services.GetRequiredService<RehearsalEndpoints>().Map(api);
        app.Services.GetRequiredService<RewindEndpoints>().Map(api);
        app.Services.GetRequiredService<AuditEndpoints>().Map(api);
    }
}
