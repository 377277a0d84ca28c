using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Query;

public sealed class QueryApiTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(_time);
        Commit(Enumerable.Range(0, 10).Select(i => (Minutes: -5.0 - i, Body: $"number {i}", Service: i % 2 == 0 ? "shop" : "cart")));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task ASearchReturnsRecordsNewestFirstWithTheirProvenance()
    {
        var answer = await GetAsync("/api/v1/search?q=service%20%3D%20shop");

        Bodies(answer).ShouldBe(["number 0", "number 2", "number 4", "number 6", "number 8"]);
        var record = answer.GetProperty("records")[0];
        record.GetProperty("generation").GetInt64().ShouldBe(2);
        record.GetProperty("release").GetString().ShouldBe("release-1");
        record.GetProperty("resource").GetProperty("service.name").GetString().ShouldBe("shop");
        answer.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("stats").GetProperty("rowsMatched").GetInt64().ShouldBe(5);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    public async Task PagesContinueWhereTheLastOneEndedAlthoughTimeGoesOn(string order)
    {
        List<string> found = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/api/v1/search?from=-14m&limit=3&order={order}&cursor={cursor}");
            found.AddRange(Bodies(page));
            cursor = page.GetProperty("next").GetString();

            // The relative start moves on; the search must not.
            _time.Advance(TimeSpan.FromMinutes(3));
        }
        while (cursor is not null);

        var all = Enumerable.Range(0, 10).Select(i => $"number {i}");
        found.ShouldBe(order == "newest" ? all : all.Reverse());
    }

    [Theory]
    [InlineData("from=-8m", 4)]
    [InlineData("to=-8m", 6)]
    [InlineData("from=2025-03-01T11:50:00Z&to=2025-03-01T11:52:00Z", 2)]
    [InlineData("from=1740829800&to=1740829920", 2)]
    [InlineData("from=1740829800000&to=1740829920000", 2)]
    [InlineData("from=1740829800000000000&to=now", 6)]
    [InlineData("from=now-6m&to=now", 2)]
    public async Task ATimeRangeIsReadInEveryForm(string range, int expected) =>
        (await GetAsync("/api/v1/search?" + range)).GetProperty("records").GetArrayLength().ShouldBe(expected);

    [Fact]
    public async Task WithoutARangeASearchLooksAnHourBackAndAnExportAtEverything()
    {
        Commit([(-90, "long ago", "shop")]);

        (await GetAsync("/api/v1/search?limit=100")).GetProperty("records").GetArrayLength().ShouldBe(10);
        (await _gateway.Control().GetStringAsync("/api/v1/export", TestGateway.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(11);
    }

    [Fact]
    public async Task ABadFilterIsAProblemThatNamesThePlace()
    {
        var response = await _gateway.Control().GetAsync("/api/v1/search?q=severity%20%3E%3D", TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestGateway.Token);
        problem.GetProperty("parameter").GetString().ShouldBe("q");
        problem.GetProperty("position").GetInt32().ShouldBe(11);
        problem.GetProperty("expected").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("search?from=yesterday", "from")]
    [InlineData("search?to=-1x", "to")]
    [InlineData("search?from=now&to=-1h", "from")]
    [InlineData("search?limit=0", "limit")]
    [InlineData("search?limit=10001", "limit")]
    [InlineData("search?order=random", "order")]
    [InlineData("search?cursor=abc", "cursor")]
    [InlineData("histogram?buckets=2001", "buckets")]
    [InlineData("histogram?by=%20a%20b", "by")]
    [InlineData("facets", "fields")]
    [InlineData("facets?fields=a,,b", "fields")]
    [InlineData("facets?fields=a&top=0", "top")]
    [InlineData("tail?q=(", "q")]
    [InlineData("export?q=(", "q")]
    public async Task AParameterThatMakesNoSenseIsNamed(string query, string parameter)
    {
        var response = await _gateway.Control().GetAsync("/api/v1/" + query, TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>(TestGateway.Token)).GetProperty("parameter").GetString().ShouldBe(parameter);
    }

    [Fact]
    public async Task ANumberThatIsNoneIsABadRequest() =>
        (await _gateway.Control().GetAsync("/api/v1/search?limit=many", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task AHistogramCountsInBucketsAndByField()
    {
        var answer = await GetAsync("/api/v1/histogram?from=-20m&to=now&buckets=4&by=service");

        answer.GetProperty("bucketSeconds").GetDouble().ShouldBe(300);
        DateTimeOffset.Parse(answer.GetProperty("from").GetString()!).ShouldBe(_time.GetUtcNow().AddMinutes(-20));
        answer.GetProperty("series").EnumerateArray().Select(series => series.GetProperty("value").GetString()).ShouldBe(["shop", "cart"], ignoreOrder: true);
        answer.GetProperty("series").EnumerateArray().SelectMany(series => series.GetProperty("counts").EnumerateArray()).Sum(count => count.GetInt64()).ShouldBe(10);
    }

    [Fact]
    public async Task FacetsCountTheValuesOfEachField()
    {
        var answer = await GetAsync("/api/v1/facets?fields=service,body&top=2");

        var service = answer.GetProperty("facets")[0];
        service.GetProperty("field").GetString().ShouldBe("service");
        service.GetProperty("values").EnumerateArray().Sum(value => value.GetProperty("count").GetInt64()).ShouldBe(10);
        var body = answer.GetProperty("facets")[1];
        body.GetProperty("values").GetArrayLength().ShouldBe(2);
        body.GetProperty("others").GetInt64().ShouldBe(8);
    }

    [Fact]
    public async Task AnExportIsLinesThatHoldARecordEachOldestFirst()
    {
        var response = await _gateway.Control().GetAsync("/api/v1/export?q=service%20%3D%20cart", TestGateway.Token);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var lines = (await response.Content.ReadAsStringAsync(TestGateway.Token)).Split('\n');
        lines[^1].ShouldBeEmpty();
        lines[..^1].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("body").GetString())
            .ShouldBe(["number 9", "number 7", "number 5", "number 3", "number 1"]);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        var response = await _gateway.Control().GetAsync(path, TestGateway.Token);
        var text = await response.Content.ReadAsStringAsync(TestGateway.Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonDocument.Parse(text).RootElement;
    }

    private void Commit(IEnumerable<(double Minutes, string Body, string Service)> records) =>
        _gateway.Catalog.Commit(RecordBatches.Of(records.Select(record => (_time.GetUtcNow().AddMinutes(record.Minutes), record.Body, record.Service))));

    private static IEnumerable<string> Bodies(JsonElement answer) =>
        answer.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("body").GetString()!);
}
