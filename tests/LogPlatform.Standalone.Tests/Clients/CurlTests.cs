using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Clients;

public sealed class CurlTests(StandaloneFixture fixture)
{
    private string Ingest => new Uri(fixture.Platform.Otlp, "ingest").ToString();

    [Fact]
    public async Task CurlDeliversJsonLinesWithAllFields()
    {
        ExternalTool.Require("curl");
        var answer = await ExternalTool.RunAsync(
            "curl",
            ["--silent", "--show-error", "--fail-with-body", "--data-binary", "@-", Ingest + "?service=curl-lines"],
            """
            {"time":"2026-02-03T04:05:06.789Z","level":"error","message":"payment failed","order":17,"total":9.95,"paid":false,"tags":["a","b"],"user":{"id":7,"name":"zoë"},"trace_id":"0af7651916cd43dd8448eb211c80319c"}
            plain text works too
            """);
        answer.ShouldContain("2");
        var records = await fixture.Platform.ExportAsync("service = curl-lines");
        records.Count.ShouldBe(2);
        var first = records.Single(record => record.TryGetProperty("severity", out var severity) && severity.GetString() == "ERROR");
        first.GetProperty("time").GetString().ShouldBe("2026-02-03T04:05:06.789000000Z");
        first.GetProperty("body").GetString().ShouldBe("payment failed");
        first.GetProperty("attributes").GetProperty("order").GetInt64().ShouldBe(17);
        first.GetProperty("attributes").GetProperty("total").GetDouble().ShouldBe(9.95);
        first.GetProperty("attributes").GetProperty("paid").GetBoolean().ShouldBeFalse();
        first.GetProperty("attributes").GetProperty("tags").GetArrayLength().ShouldBe(2);
        first.GetProperty("attributes").GetProperty("user").GetProperty("name").GetString().ShouldBe("zoë");
        first.GetProperty("traceId").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        records.ShouldContain(record => record.GetProperty("body").ValueKind == System.Text.Json.JsonValueKind.String && record.GetProperty("body").GetString() == "plain text works too");
    }

    [Fact]
    public async Task CurlRepeatingARequestWithItsKeyKeepsOneCopy()
    {
        ExternalTool.Require("curl");
        string[] arguments = ["--silent", "--show-error", "--fail-with-body", "--header", "Idempotency-Key: once-7", "--data-binary", "only once", Ingest + "?service=curl-once"];
        await ExternalTool.RunAsync("curl", arguments);
        await ExternalTool.RunAsync("curl", arguments);
        (await fixture.Platform.ExportAsync("service = curl-once")).Count.ShouldBe(1);
    }
}
