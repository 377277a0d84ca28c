using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>The ways in over syslog.</summary>
internal static class SyslogExtensions
{
    public static IServiceCollection AddSyslogIngest(this IServiceCollection services)
    {
        services.AddOptions<SyslogOptions>().BindConfiguration(SyslogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<SyslogBatches>();
        services.AddHostedService<SyslogTcpListener>();
        services.AddHostedService<SyslogUdpListener>();
        return services;
    }
}
