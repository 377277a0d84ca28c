using System.Net;
using System.Text.Json;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Gateway.Tests.Control.Deployments;

public sealed class DeploymentApiTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _client = _gateway.Control();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task AStateIsReadBackAsItWasWritten()
    {
        _gateway.Deployments.Put(TestStates.RolledBack(4));

        var json = await _client.GetStringAsync("/api/v1/deployments/4", TestGateway.Token);

        var read = JsonSerializer.Deserialize<RolloutState>(json, JsonSerializerOptions.Web)!;
        JsonSerializer.Serialize(read, JsonSerializerOptions.Web).ShouldBe(JsonSerializer.Serialize(TestStates.RolledBack(4), JsonSerializerOptions.Web));
        read.Switched.ShouldBe(TestStates.RolledBack(4).Switched);
        read.Checks[0].Changes[0].Examples.ShouldBe(TestStates.RolledBack(4).Checks[0].Changes[0].Examples);
        JsonDocument.Parse(json).RootElement.GetProperty("phase").GetString().ShouldBe("RolledBack");
    }

    [Fact]
    public async Task TheHistoryIsListedInPagesWithoutChecksAndTimelines()
    {
        for (var id = 1; id <= 3; id++)
        {
            _gateway.Deployments.Put(TestStates.RolledBack(id));
        }

        var first = await _client.GetJsonAsync("/api/v1/deployments?limit=2");
        var second = await _client.GetJsonAsync("/api/v1/deployments?limit=2&before=" + first.GetProperty("next").GetInt64());

        Ids(first).ShouldBe([3, 2]);
        Ids(second).ShouldBe([1]);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        first.GetProperty("deployments")[0].GetProperty("checks").GetArrayLength().ShouldBe(0);
        first.GetProperty("deployments")[0].GetProperty("outcome").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task TheLatestIsNotFoundBeforeTheFirst()
    {
        await _client.GetAsync("/api/v1/deployments/latest", TestGateway.Token).ShouldBeAsync(HttpStatusCode.NotFound);
        _gateway.Deployments.Put(TestStates.Started(1));

        var latest = await _client.GetAsync("/api/v1/deployments/latest", TestGateway.Token).ShouldBeAsync(HttpStatusCode.OK);

        latest.GetProperty("id").GetInt64().ShouldBe(1);
        latest.GetProperty("before").GetProperty("release").GetString().ShouldBe("1.0-aaaaaaaa");
    }

    [Theory]
    [InlineData("/api/v1/deployments/9")]
    [InlineData("/api/v1/deployments/0")]
    [InlineData("/api/v1/deployments/-1")]
    [InlineData("/api/v1/deployments/9/report")]
    public async Task AnUnknownDeploymentIsNotFound(string path) =>
        await _client.GetAsync(path, TestGateway.Token).ShouldBeAsync(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/api/v1/deployments?limit=0")]
    [InlineData("/api/v1/deployments?limit=201")]
    [InlineData("/api/v1/deployments?before=-1")]
    [InlineData("/api/v1/deployments/1/report?format=pdf")]
    public async Task AQuestionThatMakesNoSenseIsABadRequest(string path) =>
        await _client.GetAsync(path, TestGateway.Token).ShouldBeAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task TheReportIsAPageThatRunsNothingOrTheState()
    {
        _gateway.Deployments.Put(TestStates.RolledBack(4));

        using var page = await _client.GetAsync("/api/v1/deployments/4/report", TestGateway.Token);
        var state = await _client.GetJsonAsync("/api/v1/deployments/4/report?format=json");

        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var policy = page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldNotContain("script-src");
        state.GetProperty("id").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task TheStatusShowsTheDeploymentAlarmsAndWhatNodesRun()
    {
        (await _client.GetJsonAsync("/api/v1/status")).GetProperty("deployment").ValueKind.ShouldBe(JsonValueKind.Null);
        _gateway.Deployments.Put(TestStates.Started(2));
        _gateway.Deployments.Alarms = [new Alarm("drain-overdue", TestStates.Start, "Generation 7 still holds 3 records.", false)];

        var status = await _client.GetJsonAsync("/api/v1/status");
        var alarms = await _client.GetJsonAsync("/api/v1/alarms");

        var deployment = status.GetProperty("deployment");
        deployment.GetProperty("id").GetInt64().ShouldBe(2);
        deployment.GetProperty("phase").GetString().ShouldBe("Provisioning");
        deployment.GetProperty("message").GetString().ShouldBe("Asked for.");
        deployment.GetProperty("deadline").GetDateTimeOffset().ShouldBe(TestStates.Start.AddMinutes(2));
        status.GetProperty("alarms")[0].GetProperty("name").GetString().ShouldBe("drain-overdue");
        alarms.GetProperty("alarms")[0].GetProperty("message").GetString().ShouldBe("Generation 7 still holds 3 records.");
        status.GetProperty("slots")[0].GetProperty("nodes")[0].GetProperty("fingerprint").GetString().ShouldBe(new string('a', 64));
    }

    [Fact]
    public async Task TheMirrorIsShownWhileThereIsOne()
    {
        (await _client.GetAsync("/api/v1/mirror", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        _gateway.Slots.Mirror = new MirrorStatus(10, 2, 500, 1, 3, TimeSpan.FromSeconds(2), 40);

        var mirror = await _client.GetJsonAsync("/api/v1/mirror");

        mirror.GetProperty("records").GetInt64().ShouldBe(500);
        mirror.GetProperty("lag").GetString().ShouldBe("00:00:02");
        mirror.GetProperty("backlog").GetInt64().ShouldBe(40);
    }

    private static IEnumerable<long> Ids(JsonElement page) => page.GetProperty("deployments").EnumerateArray().Select(state => state.GetProperty("id").GetInt64());
}
