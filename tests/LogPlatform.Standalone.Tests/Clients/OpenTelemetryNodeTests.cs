using System.Text.Json;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Clients;

public sealed class OpenTelemetryNodeTests(StandaloneFixture fixture)
{
    [Theory]
    [InlineData("http")]
    [InlineData("proto")]
    public async Task TheNodeExporterAtDefaultSettingsDeliversEveryField(string protocol)
    {
        var script = Path.Combine(Repository.Root, "tests", "clients", "node", "send.js");
        ExternalTool.Require("node", Path.Combine(Path.GetDirectoryName(script)!, "node_modules"));
        var run = "node-" + protocol;
        await ExternalTool.RunAsync("node", [script, protocol, run], environment: new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = fixture.Platform.Otlp.ToString().TrimEnd('/'),
        });

        var records = await fixture.Platform.ExportAsync($"test.run = \"{run}\"");
        records.Count.ShouldBe(503);
        var first = records.Single(record => record.GetProperty("severity").GetString() == "WARN");
        first.GetProperty("time").GetString().ShouldBe("2026-01-02T03:04:05.678000000Z");
        first.GetProperty("body").GetString().ShouldBe("cart emptied, näive ünïcode ✓");
        first.GetProperty("severityText").GetString().ShouldBe("WARNING");
        first.GetProperty("eventName").GetString().ShouldBe("cart.emptied");
        first.GetProperty("resource").GetProperty("service.name").GetString().ShouldBe($"node-{protocol}");
        first.GetProperty("scope").GetProperty("version").GetString().ShouldBe("1.2.3");
        var attributes = first.GetProperty("attributes");
        attributes.GetProperty("text").GetString().ShouldBe("value");
        attributes.GetProperty("int").GetInt64().ShouldBe(42);
        attributes.GetProperty("double").GetDouble().ShouldBe(1.5);
        attributes.GetProperty("flag").GetBoolean().ShouldBeTrue();
        JsonSerializer.Serialize(attributes.GetProperty("list")).ShouldBe("""["a","b"]""");
        attributes.GetProperty("nested").GetProperty("inner").GetProperty("deep").GetString().ShouldBe("x");
        attributes.GetProperty("bytes").GetProperty("$bytes").GetString().ShouldBe("AP8H");
        JsonSerializer.Serialize(records.Single(record => Kind(record) == "map").GetProperty("body"))
            .ShouldBe("""{"structured":{"answer":42,"list":[1,"two",false]}}""");
        JsonSerializer.Serialize(records.Single(record => Kind(record) == "array").GetProperty("body")).ShouldBe("""["a",1,true]""");
        records.Where(record => record.GetProperty("attributes").TryGetProperty("sequence", out _))
            .Select(record => record.GetProperty("attributes").GetProperty("sequence").GetInt32())
            .Order()
            .ShouldBe(Enumerable.Range(0, 500));
    }

    private static string? Kind(JsonElement record) => record.GetProperty("attributes").TryGetProperty("kind", out var kind) ? kind.GetString() : null;
}
