using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Storage.Files;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>Keys, sessions, roles.</summary>
internal static class SecurityExtensions
{
    public static IServiceCollection AddGatewaySecurity(this IServiceCollection services)
    {
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IDocuments>(provider => new FileDocuments(provider.GetRequiredService<IOptions<GatewayOptions>>().Value.DataDirectory));
        services.TryAddSingleton(provider => KeyRing.Open(
            provider.GetRequiredService<IDocuments>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<SecurityOptions>>().Value.OperatorKey));
        services.TryAddSingleton<SessionTable>();
        services.TryAddSingleton<AccessRefresh>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccessRefresh>(provider => provider.GetRequiredService<AccessRefresh>()));
        services.TryAddSingleton<FirstLogin>();
        services.TryAddSingleton<CallerWatch>();
        services.TryAddSingleton<LoginThrottle>();
        services.TryAddSingleton<IngestAccess>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<DenialThrottle>();
        services.TryAddSingleton<DenialInstruments>();
        services.TryAddSingleton<DeniedActions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, RoleRequirementHandler>());
        services.TryAddSingleton<IAuthorizationMiddlewareResultHandler, ForbiddenReason>();
        services
            .AddAuthentication(KeyAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthenticationHandler>(KeyAuthenticationHandler.SchemeName, null);

        // What names no policy is for operators: a forgotten role closes an endpoint instead of opening it.
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Ingest, policy => policy.AddRequirements(new RoleRequirement(Role.Ingest)))
            .AddPolicy(Policies.Viewer, policy => policy.AddRequirements(new RoleRequirement(Role.Viewer)))
            .AddPolicy(Policies.Operator, policy => policy.AddRequirements(new RoleRequirement(Role.Operator)))
            .SetDefaultPolicy(new AuthorizationPolicy([new RoleRequirement(Role.Operator)], [KeyAuthenticationHandler.SchemeName]))
            .SetFallbackPolicy(new AuthorizationPolicy([new RoleRequirement(Role.Operator)], [KeyAuthenticationHandler.SchemeName]));
        return services;
    }
}
