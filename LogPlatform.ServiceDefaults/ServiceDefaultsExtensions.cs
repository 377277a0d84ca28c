using LogPlatform.ServiceDefaults.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;

namespace LogPlatform.ServiceDefaults;

/// <summary>What every program of the cluster edition has.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry, service discovery, and HTTP clients that find services by name and try again.</summary>
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // Who posts something knows whether it may be posted twice, and tries again himself.
            http.AddStandardResilienceHandler(resilience => resilience.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
        return builder;
    }
}
