using System.Net;
using System.Text.Json;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>Search, histogram, facets, tail and export.</summary>
public abstract class QueryRules(PlatformUnderTest platform) : ApiRules(platform)
{
    [Theory]
    [InlineData("newest", "5 4 3 2 1")]
    [InlineData("oldest", "1 2 3 4 5")]
    public async Task ASearchIsContinuedPageByPageAtAnyGateway(string order, string expected)
    {
        var run = await FiveAsync();
        var bodies = new List<string>();
        var cursor = string.Empty;
        for (var turn = 0; turn == 0 || cursor.Length > 0; turn++)
        {
            var page = await GetAsync(Both[turn % 2], $"api/v1/search?q=run%20%3D%20{run}&limit=2&order={order}&cursor={Uri.EscapeDataString(cursor)}");
            bodies.AddRange(page.ShouldBe(HttpStatusCode.OK)["records"].EnumerateArray().Select(record => record.GetProperty("body").GetString()!));
            cursor = page["next"].GetString() ?? string.Empty;
        }

        string.Join(' ', bodies).ShouldBe(expected);
    }

    [Fact]
    public async Task CountsAreTheSameAtEveryGateway()
    {
        var run = await FiveAsync();
        foreach (var at in Both)
        {
            var histogram = (await GetAsync(at, $"api/v1/histogram?q=run%20%3D%20{run}&by=severity&buckets=10")).ShouldBe(HttpStatusCode.OK);
            histogram["series"].EnumerateArray()
                .Select(series => (series.GetProperty("value").GetString(), series.GetProperty("counts").EnumerateArray().Sum(count => count.GetInt64())))
                .Where(series => series.Item2 > 0)
                .ShouldBe([("ERROR", 2L), ("INFO", 3L)], ignoreOrder: true);

            var facets = (await GetAsync(at, $"api/v1/facets?q=run%20%3D%20{run}&fields=service,nothing")).ShouldBe(HttpStatusCode.OK)["facets"].EnumerateArray().ToList();
            var service = facets.Single(facet => facet.GetProperty("field").GetString() == "service").GetProperty("values").EnumerateArray().ShouldHaveSingleItem();
            (service.GetProperty("value").GetString(), service.GetProperty("count").GetInt64()).ShouldBe(("shop", 5));
            facets.Single(facet => facet.GetProperty("field").GetString() == "nothing").GetProperty("missing").GetInt64().ShouldBe(5);
        }
    }

    [Fact]
    public async Task AnExportIsLinesThatCanBeIngestedAgain()
    {
        var run = await FiveAsync();
        var export = await GetAsync(Other, $"api/v1/export?q=run%20%3D%20{run}");
        (export.Status, export.Type).ShouldBe((HttpStatusCode.OK, "application/x-ndjson"));
        export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("body").GetString()).ShouldBe(["1", "2", "3", "4", "5"]);

        (await IngestAsync(One, "ingest", export.Bytes, "application/x-ndjson")).ShouldBe(HttpStatusCode.OK);
        (await One.ExportAsync($"run = {run}")).Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("search?q=service%20%3D", "q", 9)]
    [InlineData("search?q=*&limit=0", "limit", null)]
    [InlineData("search?q=*&order=sideways", "order", null)]
    [InlineData("search?q=*&cursor=x", "cursor", null)]
    [InlineData("search?q=*&from=yesterday", "from", null)]
    [InlineData("histogram?q=*&buckets=0", "buckets", null)]
    [InlineData("facets?q=*&fields=", "fields", null)]
    [InlineData("export?q=(", "q", 1)]
    [InlineData("tail?q=(", "q", 1)]
    public async Task AMistakeIsSaidWithItsPlace(string query, string parameter, int? position)
    {
        var answer = (await GetAsync(One, "api/v1/" + query)).ShouldBe(HttpStatusCode.BadRequest);

        answer["parameter"].GetString().ShouldBe(parameter);
        (answer["position"].ValueKind == JsonValueKind.Null ? (int?)null : answer["position"].GetInt32()).ShouldBe(position);
    }

    [Fact]
    public async Task ATailAtOneGatewayShowsWhatComesInByAnother()
    {
        var run = NewName();
        await using var stream = await Other.Http.GetStreamAsync(new Uri($"api/v1/tail?q=run%20%3D%20{run}", UriKind.Relative), Cancel);
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(Cancel)).ShouldBe(": alive");
        await IngestLinesAsync(One, "another", "shop", new { message = "not this" });
        await IngestLinesAsync(One, run, "shop", new { message = "this" });

        string? line;
        do
        {
            line = await reader.ReadLineAsync(Cancel);
        }
        while (line is not null && !line.StartsWith("data: ", StringComparison.Ordinal));

        JsonDocument.Parse(line.ShouldNotBeNull()["data: ".Length..]).RootElement.GetProperty("body").GetString().ShouldBe("this");
    }

    // By both gateways, each a second after the other: only the time in the record is looked at.
    private async Task<string> FiveAsync()
    {
        var run = NewName();
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        for (var i = 1; i <= 5; i++)
        {
            await IngestLinesAsync(Both[i % 2], run, "shop", new { message = $"{i}", level = i % 2 == 0 ? "error" : "info", timestamp = start.AddSeconds(i) });
        }

        await One.SettleAsync();
        return run;
    }
}
