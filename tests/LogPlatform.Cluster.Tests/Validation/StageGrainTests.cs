using LogPlatform.Cluster.Validation;
using LogPlatform.Contracts.Validation;
using LogPlatform.Gateway.Validation;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>Gateways hear of a stage for as long as its leader says that it runs.</summary>
public sealed class StageGrainTests
{
    private readonly ManualTime _time = new();
    private readonly StageGrain _stage;

    public StageGrainTests() => _stage = new StageGrain(_time);

    [Fact]
    public async Task AStageRunsWhileItsLeaderSaysSo()
    {
        var attempt = await _stage.BeginAsync();
        (await _stage.FollowAsync(null)).Order.ShouldBeNull();
        await _stage.LeadAsync(Order(attempt), Share(attempt, "one"));
        (await _stage.FollowAsync(null)).Order.ShouldNotBeNull().Attempt.ShouldBe(attempt);

        _time.Advance(StageLimits.Validity - TimeSpan.FromMilliseconds(1));
        (await _stage.FollowAsync(null)).Order.ShouldNotBeNull();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await _stage.FollowAsync(null)).Order.ShouldBeNull();
        await _stage.LeadAsync(Order(attempt), Share(attempt, "one"));
        (await _stage.FollowAsync(null)).Order.ShouldNotBeNull();
    }

    [Fact]
    public async Task AnAttemptThatIsOverDoesNotComeBack()
    {
        var attempt = await _stage.BeginAsync();
        await _stage.LeadAsync(Order(attempt), Share(attempt, "one"));
        await _stage.EndAsync(attempt);
        await _stage.LeadAsync(Order(attempt), Share(attempt, "one"));
        (await _stage.FollowAsync(null)).Order.ShouldBeNull();
    }

    [Fact]
    public async Task AnOlderLeaderDoesNotDisplaceTheNewest()
    {
        var older = await _stage.BeginAsync();
        await _stage.LeadAsync(Order(older), Share(older, "one"));
        var newer = await _stage.BeginAsync();
        newer.ShouldBeGreaterThan(older);
        (await _stage.LeadAsync(Order(older), Share(older, "one"))).Order.ShouldBeNull();
        await _stage.LeadAsync(Order(newer), Share(newer, "two"));
        (await _stage.LeadAsync(Order(older), Share(older, "one"))).Order.ShouldNotBeNull().Attempt.ShouldBe(newer);
        await _stage.EndAsync(older);
        (await _stage.FollowAsync(null)).Order.ShouldNotBeNull().Attempt.ShouldBe(newer);
    }

    [Fact]
    public async Task WhereTheNumbersAreForgottenTheLeaderBringsItsOwn()
    {
        var attempt = _time.GetUtcNow().ToUnixTimeMilliseconds() + 5000;
        await _stage.LeadAsync(Order(attempt), Share(attempt, "one"));
        (await _stage.FollowAsync(null)).Order.ShouldNotBeNull().Attempt.ShouldBe(attempt);
        (await _stage.BeginAsync()).ShouldBeGreaterThan(attempt);
    }

    [Fact]
    public async Task TheLeaderHearsWhatOthersHaveOfItsAttemptLately()
    {
        var attempt = await _stage.BeginAsync();
        await _stage.LeadAsync(Order(attempt), Share(attempt, "one"));
        await _stage.FollowAsync(Share(attempt - 1, "old"));
        await _stage.FollowAsync(Share(attempt, "two"));
        (await _stage.LeadAsync(Order(attempt), Share(attempt, "one"))).Shares.Select(share => share.Source).Order().ShouldBe(["one", "two"]);
        _time.Advance(StageLimits.Validity);
        (await _stage.LeadAsync(Order(attempt), Share(attempt, "one"))).Shares.Select(share => share.Source).ShouldBe(["one"]);
    }

    private static StageOrder Order(long attempt) => new(attempt, "gateway-1", 1, [], false);

    private static StageShare Share(long attempt, string source) => new(attempt, source, EvidenceMessages.Json(MirrorStatus.None), false, []);
}
