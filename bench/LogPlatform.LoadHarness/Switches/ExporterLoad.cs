using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>The OpenTelemetry .NET exporter at default settings (but for the address), which gives a batch one attempt and drops it after: numbered records at a gentle pace.</summary>
internal sealed class ExporterLoad(Uri otlp, string run, int recordsPerSecond)
{
    private long _sent;

    public long Records => Interlocked.Read(ref _sent);

    /// <summary>Logs until <paramref name="stop"/>, then flushes.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("exporter").AddAttributes([new("exporter.run", run)]));
            options.AddOtlpExporter(exporter =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = new Uri(otlp, "/v1/logs");
            });
        }));
        var logger = loggers.CreateLogger("Bench");
        var started = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
#pragma warning disable CA1848, CA1873, CA2254, CA1727 // The way most users log.
            logger.LogInformation("Numbered {number}", _sent);
#pragma warning restore CA1848, CA1873, CA2254, CA1727
            _sent++;
            var early = TimeSpan.FromSeconds((double)_sent / recordsPerSecond) - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
