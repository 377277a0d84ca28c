using LogPlatform.Cluster.Validation;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>A gateway mirrors for a stage that another leads exactly while it hears that the stage runs.</summary>
public sealed class StageFollowerTests : IAsyncDisposable
{
    private readonly FollowingGateway _gateway = new();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _gateway.Commit().ShouldBeFalse("who has stopped takes nothing more");
        (_gateway.Old.Unreturned + _gateway.New.Unreturned).ShouldBe(0, "every answer's memory is given back exactly once");
    }

    [Fact]
    public async Task WhatIsDispatchedHereIsComparedAndSentToTheChecksUnderTheOrdersAttempt()
    {
        _gateway.Say(FollowingGateway.Running(attempt: 7));
        await _gateway.StartAsync();
        await _gateway.StepUntilAsync(_gateway.Commit);

        await _gateway.StepUntilAsync(() => _gateway.Grains.Evidence.Any(evidence => evidence.Units.Length > 0));

        _gateway.Grains.Evidence.ShouldAllBe(evidence => evidence.Attempt == 7 && evidence.Source.StartsWith(FollowingGateway.Name + "/"));
        await _gateway.StepUntilAsync(() => Mirrored(_gateway.Grains.Heard[^1])?.LiveUnits == 1);
        var share = _gateway.Grains.Heard[^1].ShouldNotBeNull();
        (share.Attempt, Mirrored(share)!.Records).ShouldBe((7, 4));
    }

    [Fact]
    public async Task WhileNoStageRunsNothingIsMirroredAndNothingShown()
    {
        await _gateway.StartAsync();
        await _gateway.RoundsAsync();

        _gateway.Commit().ShouldBeFalse();
        _gateway.Follower.Mirror.ShouldBeNull();
        _gateway.Grains.Heard.ShouldAllBe(share => share == null);
    }

    [Fact]
    public async Task TheGatewayThatLeadsDoesNotFollowItself()
    {
        _gateway.Say(FollowingGateway.Running(leader: FollowingGateway.Name));
        await _gateway.StartAsync();
        await _gateway.RoundsAsync();

        _gateway.Commit().ShouldBeFalse();
        _gateway.Grains.Heard.ShouldAllBe(share => share == null);
    }

    [Fact]
    public async Task WhatAllGatewaysHaveMirroredIsShown()
    {
        StageShare Share(string source, long units) => new(1, source, EvidenceMessages.Json(MirrorStatus.None with { LiveUnits = units }), false, []);
        _gateway.Say(FollowingGateway.Running(shares: [Share("gateway-1/1", 3), Share("gateway-3/1", 4)]));
        await _gateway.StartAsync();

        await _gateway.StepUntilAsync(() => _gateway.Follower.Mirror is not null);

        _gateway.Follower.Mirror.ShouldBe(MirrorStatus.None with { LiveUnits = 7 });
    }

    [Fact]
    public async Task WhenTheStageEndsTheMirrorDoesToo()
    {
        _gateway.Say(FollowingGateway.Running());
        await _gateway.StartAsync();
        await _gateway.StepUntilAsync(_gateway.Commit);

        _gateway.Say(new StageNews(null, []));
        await _gateway.RoundsAsync();

        _gateway.Commit().ShouldBeFalse();
        _gateway.Follower.Mirror.ShouldBeNull();
    }

    [Fact]
    public async Task ANewAttemptBeginsAtZeroUnderAnotherName()
    {
        _gateway.Say(FollowingGateway.Running(attempt: 1));
        await _gateway.StartAsync();
        await _gateway.StepUntilAsync(_gateway.Commit);
        await _gateway.StepUntilAsync(() => Mirrored(_gateway.Grains.Heard[^1])?.LiveUnits == 1);

        _gateway.Say(FollowingGateway.Running(attempt: 2));
        await _gateway.StepUntilAsync(() => _gateway.Grains.Heard[^1] is { Attempt: 2 });

        var (before, after) = (_gateway.Grains.Heard.Last(share => share is { Attempt: 1 })!, _gateway.Grains.Heard[^1]!);
        Mirrored(after)!.LiveUnits.ShouldBe(0);
        after.Source.ShouldNotBe(before.Source);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatWasHeardHoldsForThreeSecondsWhenNothingCanBeHeard(bool hangs)
    {
        _gateway.Say(FollowingGateway.Running());
        await _gateway.StartAsync();
        await _gateway.StepUntilAsync(_gateway.Commit);
        var heardAt = _gateway.Time.GetUtcNow();
        _gateway.Grains.News = _ => hangs ? new TaskCompletionSource<StageNews>().Task : Task.FromException<StageNews>(new TimeoutException("no answer"));

        await _gateway.StepUntilAsync(() => _gateway.Time.GetUtcNow() - heardAt >= StageLimits.Validity - StageLimits.Answer - StageLimits.Batch);
        _gateway.Commit().ShouldBeTrue();
        await _gateway.StepUntilAsync(() => _gateway.Grains.Heard[^1] is null);

        (_gateway.Time.GetUtcNow() - heardAt).ShouldBeInRange(StageLimits.Validity, StageLimits.Validity + StageLimits.Answer + (4 * StageLimits.Batch));
        _gateway.Commit().ShouldBeFalse();
        _gateway.Follower.Mirror.ShouldBeNull();
    }

    [Fact]
    public async Task OneQuestionWithoutAnAnswerChangesNothing()
    {
        _gateway.Say(FollowingGateway.Running());
        await _gateway.StartAsync();
        await _gateway.StepUntilAsync(_gateway.Commit);
        var asked = 0;
        _gateway.Grains.News = _ => ++asked == 1 ? Task.FromException<StageNews>(new TimeoutException("no answer")) : Task.FromResult(FollowingGateway.Running());

        await _gateway.StepUntilAsync(() => asked == 3);

        var collected = _gateway.Grains.Heard.OfType<StageShare>().ToList();
        collected.Select(share => share.Source).Distinct().ShouldHaveSingleItem();
        _gateway.Grains.Heard[^1].ShouldBe(collected[^1]);
        _gateway.Commit().ShouldBeTrue();
    }

    [Fact]
    public async Task AReleaseThatIsNotHereYetIsFollowedAsSoonAsItIs()
    {
        _gateway.Catalog.IsEmpty = true;
        _gateway.Say(FollowingGateway.Running());
        await _gateway.StartAsync();
        await _gateway.RoundsAsync();
        _gateway.Commit().ShouldBeFalse();

        _gateway.Catalog.IsEmpty = false;

        await _gateway.StepUntilAsync(_gateway.Commit);
    }

    [Fact]
    public async Task AnOrderThatMakesNoSenseIsNotFollowedAndTheNextOneIs()
    {
        var running = FollowingGateway.Running();
        _gateway.Say(running with { Order = running.Order! with { Deployment = "{"u8.ToArray() } });
        await _gateway.StartAsync();
        await _gateway.RoundsAsync();

        _gateway.Say(FollowingGateway.Running(attempt: 2));

        await _gateway.StepUntilAsync(_gateway.Commit);
    }

    [Fact]
    public async Task ACheckThatDoesNotAnswerDoesNotKeepTheStageFromEnding()
    {
        _gateway.Grains.Receipt = _ => new TaskCompletionSource<EvidenceReceipt>().Task;
        _gateway.Say(FollowingGateway.Running());
        await _gateway.StartAsync();
        await _gateway.RunUntilAsync(_gateway.Commit);
        await _gateway.RunUntilAsync(() => _gateway.Grains.Evidence.Count > 0);

        _gateway.Say(new StageNews(null, []));
        await _gateway.RunUntilAsync(() => _gateway.Grains.Heard[^1] is null);

        _gateway.Commit().ShouldBeFalse();
    }

    [Fact]
    public async Task LoadIsMeasuredFromWhenTheLeaderSaysSoOnHoweverLittleWasSeenHere()
    {
        _gateway.Say(FollowingGateway.Running());
        await _gateway.StartAsync();
        await _gateway.StepUntilAsync(_gateway.Commit);
        await _gateway.RoundsAsync();
        var before = _gateway.Grains.Heard[^1].ShouldNotBeNull();
        (before.IsWarm, before.Load.Length).ShouldBe((false, 0));

        _gateway.Say(FollowingGateway.Running(isMeasured: true));
        await _gateway.StepUntilAsync(() => _gateway.Grains.Heard[^1] is { Load.Length: > 0 });

        _gateway.Grains.Heard[^1]!.IsWarm.ShouldBeTrue();
        EvidenceMessages.FromJson<MirrorLoad>(_gateway.Grains.Heard[^1]!.Load)!.LiveRecords.ShouldBe(0);
        _gateway.Commit().ShouldBeTrue();
        await _gateway.StepUntilAsync(() => EvidenceMessages.FromJson<MirrorLoad>(_gateway.Grains.Heard[^1]!.Load)!.LiveRecords == 4);
    }

    private static MirrorStatus? Mirrored(StageShare? share) => share is null ? null : EvidenceMessages.FromJson<MirrorStatus>(share.Mirror);
}
