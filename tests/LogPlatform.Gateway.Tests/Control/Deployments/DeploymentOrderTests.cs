using System.Net;
using System.Text;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Control.Deployments;

public sealed class DeploymentOrderTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;
    private string _actor = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(("Security:Open", "false"));
        var (key, secret) = _gateway.Keys.Create("me", Role.Operator);
        (_client, _actor) = (_gateway.Control(secret), $"me ({key.Id})");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task ADeploymentIsStartedWithTheDefaultsOfWhatIsLeftOut()
    {
        using var response = await _client.SendJsonAsync(
            "/api/v1/deployments",
            """{"release":"2.0-bbbbbbbb","reason":"masks","strategy":{"autoPromote":false,"bakeTime":"00:00:30","checks":{"latency":"Advisory","custom:smoke":"Required"}}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location!.OriginalString.ShouldBe("/api/v1/deployments/1");
        _gateway.Deployments.Commands.ShouldBe([$"deploy 2.0-bbbbbbbb by {_actor}: masks"]);
        var strategy = _gateway.Deployments.Request!.Strategy;
        strategy.ShouldBe(new Strategy { AutoPromote = false, BakeTime = TimeSpan.FromSeconds(30), Checks = strategy.Checks });
        strategy.ModeOf(CheckNames.Latency).ShouldBe(CheckMode.Advisory);
        strategy.ModeOf("custom:smoke").ShouldBe(CheckMode.Required);
    }

    [Fact]
    public async Task ABareReleaseIsEnough()
    {
        await _client.SendJsonAsync("/api/v1/deployments", """{"release":"2.0-bbbbbbbb"}""").ShouldBeAsync(HttpStatusCode.Created);

        _gateway.Deployments.Request!.Strategy.BakeTime.ShouldBe(new Strategy().BakeTime);
        _gateway.Deployments.Request.Reason.ShouldBeEmpty();
    }

    [Fact]
    public async Task ImpossibleNumbersAreToldAllAtOnce()
    {
        var problem = await _client.SendJsonAsync(
            "/api/v1/deployments",
            """{"release":"../etc","reason":"a\nb","strategy":{"minUnits":0,"alpha":7,"bakeTime":"-00:00:01","checks":{"no-such-check":"Off"}}}""").ShouldBeAsync(HttpStatusCode.BadRequest);

        problem.Errors().Length.ShouldBeGreaterThanOrEqualTo(6);
        _gateway.Deployments.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task MembersThatDoNotExistAndValuesOfTheWrongKindAreNamedAllAtOnce()
    {
        var problem = await _client.SendJsonAsync(
            "/api/v1/deployments",
            """{"release":7,"now":true,"strategy":{"bakeTime":"5m","minUnits":"30","autoPromote":null,"speed":1,"checks":{"latency":"Sometimes","errors":3}}}""").ShouldBeAsync(HttpStatusCode.BadRequest);

        problem.Errors().ShouldBe(
            [
                "release: expected a text.",
                "now: there is no such member.",
                "strategy.bakeTime: expected a time span such as \"00:05:00\".",
                "strategy.minUnits: expected a whole number.",
                "strategy.autoPromote: expected true or false.",
                "strategy.speed: there is no such member.",
                "strategy.checks.latency: expected Required, Advisory, Off.",
                "strategy.checks.errors: expected Required, Advisory, Off.",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"strategy":[]}""")]
    [InlineData("""{"release":"a","strategy":{"checks":null}}""")]
    [InlineData("""{"release":"a","release":"b"}""")]
    public async Task ABodyThatIsNoOrderIsABadRequest(string json)
    {
        var problem = await _client.SendJsonAsync("/api/v1/deployments", json).ShouldBeAsync(HttpStatusCode.BadRequest);

        problem.Errors().ShouldNotBeEmpty();
        _gateway.Deployments.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherContentTypeIsRefused()
    {
        using var yaml = new StringContent("release: 2.0", Encoding.UTF8, "text/yaml");

        await _client.PostAsync("/api/v1/deployments", yaml, TestGateway.Token).ShouldBeAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task ABodyOverTheLimitIsRefused()
    {
        var json = $$"""{"release":"a","reason":"{{new string('x', 1 << 20)}}"}""";

        await _client.SendJsonAsync("/api/v1/deployments", json).ShouldBeAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData(CommandStatus.Conflict, HttpStatusCode.Conflict)]
    [InlineData(CommandStatus.Unknown, HttpStatusCode.NotFound)]
    [InlineData(CommandStatus.Invalid, HttpStatusCode.BadRequest)]
    [InlineData(CommandStatus.Unavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task ACommandThatIsNotTakenSaysWhy(CommandStatus status, HttpStatusCode code)
    {
        _gateway.Deployments.Put(TestStates.Started(1));
        _gateway.Deployments.Answer = new CommandResult(status, null, "Deployment 1 of 2.0-bbbbbbbb is under way: Baking.");

        foreach (var path in (string[])["deployments", "deployments/1/approve", "deployments/1/abort", "deployments/1/rollback", "deployments/1/force-drain", "rollback"])
        {
            var problem = await _client.SendJsonAsync("/api/v1/" + path, path == "deployments" ? """{"release":"a"}""" : null).ShouldBeAsync(code);
            problem.Detail().ShouldBe("Deployment 1 of 2.0-bbbbbbbb is under way: Baking.");
        }
    }

    [Fact]
    public async Task CommandsArriveWithActorReasonAndForce()
    {
        _gateway.Deployments.Put(TestStates.Started(1));
        _gateway.Deployments.Put(TestStates.Started(2));

        await _client.SendJsonAsync("/api/v1/deployments/1/approve", """{"reason":" looks good "}""").ShouldBeAsync(HttpStatusCode.OK);
        await _client.SendJsonAsync("/api/v1/deployments/1/abort", "{}").ShouldBeAsync(HttpStatusCode.OK);
        await _client.SendJsonAsync("/api/v1/deployments/1/rollback", """{"force":true,"reason":"bad"}""").ShouldBeAsync(HttpStatusCode.OK);
        await _client.SendJsonAsync("/api/v1/deployments/1/force-drain").ShouldBeAsync(HttpStatusCode.OK);
        var latest = await _client.SendJsonAsync("/api/v1/rollback", """{"reason":"worse"}""").ShouldBeAsync(HttpStatusCode.OK);

        latest.GetProperty("id").GetInt64().ShouldBe(2);
        _gateway.Deployments.Commands.ShouldBe(
        [
            $"approve 1 by {_actor}: looks good",
            $"abort 1 by {_actor}: ",
            $"rollback 1 by {_actor}: bad (forced)",
            $"force-drain 1 by {_actor}: ",
            $"rollback 2 by {_actor}: worse",
        ]);
    }

    [Theory]
    [InlineData("""{"reason":"a\u0007b"}""")]
    [InlineData("""{"because":"so"}""")]
    [InlineData("""{"force":"yes"}""")]
    public async Task ACommandThatMakesNoSenseIsABadRequest(string json)
    {
        _gateway.Deployments.Put(TestStates.Started(1));

        await _client.SendJsonAsync("/api/v1/deployments/1/approve", json).ShouldBeAsync(HttpStatusCode.BadRequest);
        _gateway.Deployments.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnUnknownDeploymentTakesNoCommand()
    {
        await _client.SendJsonAsync("/api/v1/deployments/9/approve").ShouldBeAsync(HttpStatusCode.NotFound);
        await _client.SendJsonAsync("/api/v1/deployments/0/approve").ShouldBeAsync(HttpStatusCode.NotFound);
        await _client.SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TheDefaultStrategyIsASoundOneToStartFrom()
    {
        var defaults = await _client.GetStringAsync("/api/v1/strategy", TestGateway.Token);

        var checkedAgain = await _client.SendJsonAsync("/api/v1/strategy/validate", defaults).ShouldBeAsync(HttpStatusCode.OK);

        checkedAgain.Errors().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"minUnits":0,"alpha":7}""", 2)]
    [InlineData("""{"minUnit":5,"bakeTime":"soon"}""", 2)]
    [InlineData("{}", 0)]
    public async Task ValidatingAStrategySaysEverythingThatIsWrongWithIt(string strategy, int errors)
    {
        var answer = await _client.SendJsonAsync("/api/v1/strategy/validate", strategy).ShouldBeAsync(HttpStatusCode.OK);

        answer.Errors().Length.ShouldBe(errors);
    }
}
