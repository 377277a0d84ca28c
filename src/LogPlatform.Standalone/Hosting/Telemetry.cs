using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LogPlatform.Standalone.Hosting;

/// <summary>
/// Our own metrics, traces and logs, sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver. ASP.NET Core, HttpClient and the runtime bring
/// their meters and sources along, so no instrumentation package is needed.
/// </summary>
internal static class Telemetry
{
    /// <summary>The variable of the OpenTelemetry specification that turns export on.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the exporters to <paramref name="builder"/>; nothing without an endpoint.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[EndpointVariable] is not { Length: > 0 } endpoint)
        {
            return;
        }

        if (IsOurOwn(endpoint, builder.Configuration))
        {
            // What we log about taking our own logs in would be the next log to take in, without end.
            Console.Error.WriteLine($"{EndpointVariable} names this very program ({endpoint}); its own telemetry is not exported.");
            return;
        }

        var version = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var resource = ResourceBuilder.CreateDefault().AddService("logplatform", serviceVersion: version).AddEnvironmentVariableDetector();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(resource).AddOtlpExporter();
            logs.IncludeFormattedMessage = true;
        });

        // Owned by the container, so that the last spans and points are sent when it is disposed.
        builder.Services.AddSingleton(_ => OpenTelemetrySdk.Create(sdk => sdk
            .WithMetrics(metrics => metrics
                .SetResourceBuilder(resource)
                .AddMeter("LogPlatform", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter())
            .WithTracing(traces => traces
                .SetResourceBuilder(resource)
                .AddSource("LogPlatform", "Microsoft.AspNetCore")
                .AddOtlpExporter())));
        builder.Services.AddHostedService<TelemetryStart>();
    }

    private static bool IsOurOwn(string endpoint, IConfiguration configuration) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri.IsLoopback
        && (configuration.GetValue<int>("LogPlatform:Otlp:Port") == uri.Port || configuration.GetValue<int>("LogPlatform:Control:Port") == uri.Port);

    /// <summary>Creates the SDK at the start; nothing else asks for it.</summary>
    private sealed class TelemetryStart : IHostedService
    {
        public TelemetryStart(OpenTelemetrySdk sdk) => ArgumentNullException.ThrowIfNull(sdk);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
