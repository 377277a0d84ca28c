using System.Net;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Control;

public sealed class JobApiTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(_time);
        _client = _gateway.Control();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task ARehearsalIsStartedOverARelativeWindowListedAndCancelled()
    {
        using var response = await _client.SendJsonAsync("/api/v1/rehearsals", """{"release":"2.0-bbbbbbbb","from":"-30m","maxBatches":100}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location!.OriginalString.ShouldBe("/api/v1/rehearsals/1");
        var request = _gateway.Jobs.Request!;
        (request.Release.Name, request.From, request.To, request.MaxBatches).ShouldBe(("2.0-bbbbbbbb", _time.GetUtcNow().AddMinutes(-30), _time.GetUtcNow(), 100));
        (await _client.GetJsonAsync("/api/v1/rehearsals")).GetProperty("rehearsals").GetArrayLength().ShouldBe(1);
        (await _client.GetJsonAsync("/api/v1/rehearsals/1")).GetProperty("phase").GetString().ShouldBe("Running");

        var cancelled = await _client.SendJsonAsync("/api/v1/rehearsals/1/cancel").ShouldBeAsync(HttpStatusCode.OK);

        cancelled.GetProperty("phase").GetString().ShouldBe("Cancelled");
        await _client.SendJsonAsync("/api/v1/rehearsals/1/cancel").ShouldBeAsync(HttpStatusCode.Conflict);
        _gateway.Audit.Facts.Select(fact => (fact.Action, fact.Subject)).ShouldBe([("rehearsal.start", "release/2.0-bbbbbbbb"), ("rehearsal.cancel", "rehearsal/1")]);
    }

    [Fact]
    public async Task ARehearsalOverAWindowOfDatesIsThatWindow()
    {
        await _client.SendJsonAsync("/api/v1/rehearsals", """{"release":"r","from":"2025-02-28T10:00:00Z","to":"2025-02-28T12:00:00+01:00"}""").ShouldBeAsync(HttpStatusCode.Created);

        (_gateway.Jobs.Request!.To - _gateway.Jobs.Request.From).ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("""{"release":"..","from":"yesterday","to":"soon","maxBatches":-1}""", 4)]
    [InlineData("""{}""", 2)]
    [InlineData("""{"release":"r","from":"now","to":"-1h"}""", 1)]
    [InlineData("""{"release":"r","from":"-1h","maxBatches":"many","speed":2}""", 2)]
    public async Task ARehearsalThatMakesNoSenseIsABadRequestWithAllErrors(string json, int errors)
    {
        var problem = await _client.SendJsonAsync("/api/v1/rehearsals", json).ShouldBeAsync(HttpStatusCode.BadRequest);

        problem.Errors().Length.ShouldBe(errors);
        _gateway.Jobs.Request.ShouldBeNull();
        _gateway.Audit.Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARewindIsStartedListedAndCancelled()
    {
        var started = await _client.SendJsonAsync("/api/v1/rewinds", """{"generation":8,"reason":"masks were off"}""").ShouldBeAsync(HttpStatusCode.Created);
        started.GetProperty("generation").GetInt64().ShouldBe(8);
        started.GetProperty("reason").GetString().ShouldBe("masks were off");
        (await _client.GetJsonAsync("/api/v1/rewinds")).GetProperty("rewinds").GetArrayLength().ShouldBe(1);
        (await _client.GetJsonAsync("/api/v1/rewinds/1")).GetProperty("id").GetInt64().ShouldBe(1);

        (await _client.SendJsonAsync("/api/v1/rewinds/1/cancel").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("phase").GetString().ShouldBe("Cancelled");

        await _client.SendJsonAsync("/api/v1/rewinds/1/cancel").ShouldBeAsync(HttpStatusCode.Conflict);
        _gateway.Audit.Facts.Select(fact => (fact.Actor, fact.Action, fact.Subject)).ShouldBe([("open mode", "rewind.cancel", "rewind/1")]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"generation":0}""")]
    [InlineData("""{"generation":-3}""")]
    [InlineData("""{"generation":1.5}""")]
    [InlineData("""{"generation":"8"}""")]
    [InlineData("""{"generation":8,"reason":"a\nb"}""")]
    public async Task ARewindThatMakesNoSenseIsABadRequest(string json) =>
        await _client.SendJsonAsync("/api/v1/rewinds", json).ShouldBeAsync(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData(CommandStatus.Conflict, HttpStatusCode.Conflict)]
    [InlineData(CommandStatus.Unknown, HttpStatusCode.NotFound)]
    [InlineData(CommandStatus.Invalid, HttpStatusCode.BadRequest)]
    [InlineData(CommandStatus.Unavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task AJobThatIsNotStartedSaysWhy(CommandStatus refusal, HttpStatusCode status)
    {
        _gateway.Jobs.Refusal = refusal;

        (await _client.SendJsonAsync("/api/v1/rehearsals", """{"release":"r","from":"-1h"}""").ShouldBeAsync(status)).Detail().ShouldBe("One runs already.");
        (await _client.SendJsonAsync("/api/v1/rewinds", """{"generation":8}""").ShouldBeAsync(status)).Detail().ShouldBe("One runs already.");
    }

    [Theory]
    [InlineData("rehearsals")]
    [InlineData("rewinds")]
    public async Task AnUnknownJobIsNotFound(string jobs)
    {
        await _client.GetAsync($"/api/v1/{jobs}/5", TestGateway.Token).ShouldBeAsync(HttpStatusCode.NotFound);
        await _client.SendJsonAsync($"/api/v1/{jobs}/5/cancel").ShouldBeAsync(HttpStatusCode.NotFound);
    }
}
