using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace LogPlatform.Standalone.Tests.Clients;

public sealed class OpenTelemetryDotNetTests(StandaloneFixture fixture)
{
    [Fact]
    public async Task TheDotNetExporterAtDefaultSettingsDeliversEveryField()
    {
        var run = nameof(TheDotNetExporterAtDefaultSettingsDeliversEveryField);
        using var activity = new Activity("checkout").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("shop", serviceVersion: "3.1").AddAttributes([new("test.run", run)]));
            options.IncludeFormattedMessage = true;
            options.IncludeScopes = true;
            options.AddOtlpExporter(otlp =>
            {
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.Endpoint = new Uri(fixture.Platform.Otlp, "v1/logs");
            });
        })))
        {
            var logger = loggers.CreateLogger("Shop.Checkout");
#pragma warning disable CA1848, CA2254, CA1727 // The way most users log is what is tested.
            using (logger.BeginScope(new Dictionary<string, object> { ["tenant"] = "acme" }))
            {
                logger.LogWarning(new EventId(7, "CartEmptied"), "Cart {CartId} of {user} emptied after {seconds}", 4711L, "zoë", 1.5);
            }

            logger.LogError(new InvalidOperationException("no stock"), "Order failed");
            for (var i = 0; i < 3000; i++)
            {
                logger.LogInformation("Filler {i}", i);
            }
#pragma warning restore CA1848, CA2254, CA1727
        }

        var records = await fixture.Platform.ExportAsync($"test.run = \"{run}\"");

        // The exporter's batch queue holds 2,048 records and drops what does not fit, so not all fillers need to arrive.
        var warning = records.Single(record => record.GetProperty("severity").GetString() == "WARN");
        warning.GetProperty("body").GetString().ShouldBe("Cart 4711 of zoë emptied after 1.5");
        warning.GetProperty("severityText").GetString().ShouldBe("Warning");
        warning.GetProperty("attributes").GetProperty("CartId").GetInt64().ShouldBe(4711);
        warning.GetProperty("attributes").GetProperty("user").GetString().ShouldBe("zoë");
        warning.GetProperty("attributes").GetProperty("seconds").GetDouble().ShouldBe(1.5);
        warning.GetProperty("attributes").GetProperty("tenant").GetString().ShouldBe("acme");
        warning.GetProperty("resource").GetProperty("service.name").GetString().ShouldBe("shop");
        warning.GetProperty("resource").GetProperty("service.version").GetString().ShouldBe("3.1");
        warning.GetProperty("scope").GetProperty("name").GetString().ShouldBe("Shop.Checkout");
        warning.GetProperty("traceId").GetString().ShouldBe(activity.TraceId.ToHexString());
        warning.GetProperty("spanId").GetString().ShouldBe(activity.SpanId.ToHexString());
        var error = records.Single(record => record.GetProperty("severity").GetString() == "ERROR");
        error.GetProperty("attributes").GetProperty("exception.message").GetString().ShouldBe("no stock");
        error.GetProperty("attributes").GetProperty("exception.type").GetString().ShouldBe("InvalidOperationException");
        var fillers = records.Where(record => record.GetProperty("severity").GetString() == "INFO")
            .Select(record => record.GetProperty("attributes").GetProperty("i").GetInt64())
            .ToList();
        fillers.ShouldBeUnique();
        fillers.Count.ShouldBeGreaterThan(500);
    }
}
