using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Tests.Mirror;

namespace LogPlatform.Gateway.Tests.Validation;

public sealed class StageTests : IAsyncDisposable
{
    private readonly ValidationStage _stage = new();

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _stage.Log.ShouldNotContain(line => line.Contains("Exception", StringComparison.Ordinal));
        (_stage.Old.Unreturned + _stage.New.Unreturned).ShouldBe(0, "every answer's memory is given back exactly once");
    }

    [Fact]
    public async Task ACandidateThatDoesTheSamePassesEveryCheck()
    {
        _stage.Start();
        await _stage.MirrorAsync(40);
        await _stage.TickUntilAsync(() => _stage.Verdicts.Count == CheckNames.All.Count);
        _stage.Verdicts.ShouldAllBe(report => report.Verdict == Verdict.Pass);
    }

    [Theory]
    [InlineData(CheckStage.Validation)]
    [InlineData(CheckStage.Bake)]
    public async Task TheBacklogIsWhatTheMirroredSlotWasGivenAndHasNotAnswered(CheckStage stage)
    {
        var (mirrored, production) = stage == CheckStage.Bake ? (_stage.Old, Names.Green) : (_stage.New, Names.Blue);
        var answer = new TaskCompletionSource();
        mirrored.Before = _ => answer.Task;
        _stage.Start(stage);

        // More than the slot works on at once: some of it is under way, the rest in the queue.
        for (var unit = 0; unit < 5; unit++)
        {
            _stage.Commit(production, records: 4).ShouldBeTrue();
        }

        await Eventually.IsTrueAsync(() => _stage.Runner.Mirror!.Waiting == 3);
        _stage.Runner.Mirror!.Backlog.ShouldBe(20);
        answer.SetResult();
        await Eventually.IsTrueAsync(() => _stage.Runner.Mirror!.LiveUnits == 5);
        _stage.Runner.Mirror!.Backlog.ShouldBe(0);
    }

    [Fact]
    public async Task WithoutTrafficPairedChecksSayNothing()
    {
        _stage.Settings.ReplayWindow = TimeSpan.FromHours(1);
        _stage.Start();
        foreach (var check in new[] { CheckNames.OutputDiff, CheckNames.Latency, CheckNames.Throughput, CheckNames.Errors, CheckNames.Resources, CheckNames.BackwardRead })
        {
            (await _stage.ReportAsync(check)).Verdict.ShouldBe(Verdict.Inconclusive, check);
        }

        (await _stage.ReportAsync(CheckNames.Readiness)).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public async Task AChangedFieldIsNamedWithItsShareOfTheService()
    {
        _stage.New.Body = (batch, ordinal) => ordinal == 0 ? "changed" : _stage.Old.Body(batch, ordinal);
        _stage.Start();
        await _stage.MirrorAsync(3);
        var report = await _stage.ReportAsync(CheckNames.OutputDiff);
        report.Verdict.ShouldBe(Verdict.Fail);
        var change = report.Changes.ShouldHaveSingleItem();
        (change.Service, change.Field, change.Records, change.Compared).ShouldBe(("auth", "body", 3, 12));
        change.Examples[0].After.ShouldBe("changed");
    }

    [Fact]
    public async Task EqualUnitsCountForTheirServiceSoThatSharesStayHonest()
    {
        _stage.Old.Service = _stage.New.Service = batch => batch % 2 == 0 ? "auth" : "shop";
        _stage.New.Body = (batch, ordinal) => batch == 2 ? "changed" : _stage.Old.Body(batch, ordinal);
        _stage.Start();
        await _stage.MirrorAsync(8);
        var report = await _stage.ReportAsync(CheckNames.OutputDiff);
        var change = report.Changes.ShouldHaveSingleItem();
        (change.Service, change.Records, change.Compared).ShouldBe(("auth", 4, 16));
        report.Samples.ShouldBe(32);
    }

    [Fact]
    public async Task WhatTwoRunsOfTheBaselineDifferInIsNoise()
    {
        var runs = 0L;
        _stage.Old.Body = (batch, ordinal) => ordinal == 0 ? $"random {Interlocked.Increment(ref runs)}" : $"fixed {batch}";
        _stage.New.Body = _stage.Old.Body;
        _stage.Start();
        await _stage.MirrorAsync(20);
        var report = await _stage.ReportAsync(CheckNames.OutputDiff);
        report.Verdict.ShouldBe(Verdict.Pass);
        report.Changes.ShouldHaveSingleItem().Disposition.ShouldBe(ChangeDisposition.Noise);
    }

    [Fact]
    public async Task ADeclaredChangeIsShownAndNotHeldAgainstTheRelease()
    {
        _stage.Catalog.ExpectedChanges.Add(new ExpectedChange("body"));
        _stage.New.Body = (_, _) => "changed";
        _stage.Start();
        await _stage.MirrorAsync(12);
        var report = await _stage.ReportAsync(CheckNames.OutputDiff);
        report.Verdict.ShouldBe(Verdict.Pass);
        report.Changes.ShouldHaveSingleItem().Disposition.ShouldBe(ChangeDisposition.Expected);
    }

    [Fact]
    public async Task NewQuarantineFailsTheErrorsCheck()
    {
        _stage.New.Fate = (batch, ordinal) => ordinal == 0 ? RecordFate.Quarantine : RecordFate.Keep;
        _stage.Start();
        await _stage.MirrorAsync(20);
        var report = await _stage.ReportAsync(CheckNames.Errors);
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Figures.Single(figure => figure.Name == "records newly in error").Value.ShouldBe(20);
    }

    [Fact]
    public async Task QuarantineThatTheReleaseDeclaresForAServiceCountsForThatServiceOnly()
    {
        _stage.Catalog.ExpectedChanges.Add(new ExpectedChange("fate", "shop"));
        _stage.Old.Service = _stage.New.Service = batch => batch % 2 == 0 ? "auth" : "shop";
        _stage.New.Fate = (_, ordinal) => ordinal == 0 ? RecordFate.Quarantine : RecordFate.Keep;
        _stage.Start();
        await _stage.MirrorAsync(10);
        (await _stage.ReportAsync(CheckNames.Errors)).Figures.Single(figure => figure.Name == "records newly in error").Value.ShouldBe(5);
    }

    [Fact]
    public async Task GarbageIsAFailureAndCannotBeReadBack()
    {
        _stage.New.After = result => result with { Blocks = [new byte[100]] };
        _stage.Start();
        await _stage.MirrorAsync(4);
        (await _stage.ReportAsync(CheckNames.Errors)).Verdict.ShouldBe(Verdict.Fail);
        (await _stage.ReportAsync(CheckNames.BackwardRead)).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public async Task TalliesThatDoNotAccountForTheUnitAreAFailure()
    {
        _stage.New.After = result => result with { Tallies = [result.Tallies[0] with { Dropped = 1 }] };
        _stage.Start();
        await _stage.MirrorAsync(4);
        var report = await _stage.ReportAsync(CheckNames.Errors);
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldContain("accounts for 5 records");
    }

    [Fact]
    public async Task ACandidateThatCrashesFailsAndProductionNeverWaits()
    {
        _stage.New.Before = _ => Task.FromException(new ProcessorFailedException("crashed"));
        _stage.Start();
        await _stage.MirrorAsync(4);
        var report = await _stage.ReportAsync(CheckNames.Errors);
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldContain("crashed");
    }

    [Fact]
    public async Task ACandidateThatHangsLeavesUnitsOutAndFailsByItsLag()
    {
        _stage.Settings.HeldUnits = 4;
        _stage.New.Before = _ => new TaskCompletionSource().Task;
        _stage.Start();
        var taken = Enumerable.Range(0, 10).Count(_ => _stage.Commit(Names.Blue));
        taken.ShouldBe(4);
        _stage.Runner.Mirror!.LeftOut.ShouldBe(6);
        await _stage.TickUntilAsync(() => _stage.Verdicts.Any(report => report is { Check: CheckNames.Throughput, Verdict: Verdict.Fail }));
    }

    [Fact]
    public async Task ASlowCandidateFailsTheLatencyCheck()
    {
        _stage.New.ServiceTime = 3 * _stage.Old.ServiceTime;
        _stage.Start();
        await _stage.MirrorAsync(30);
        (await _stage.ReportAsync(CheckNames.Latency)).Verdict.ShouldBe(Verdict.Fail);
        (await _stage.ReportAsync(CheckNames.OutputDiff)).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public async Task UnitsOfACandidateThatIsNotWarmCountForItsOutputAndNotForItsSpeed()
    {
        _stage.Settings.WarmUpUnits = 10;
        _stage.New.ServiceTime = 100 * _stage.Old.ServiceTime;
        _stage.Start();
        await _stage.MirrorAsync(10);
        (await _stage.ReportAsync(CheckNames.Latency)).Samples.ShouldBe(0);
        (await _stage.ReportAsync(CheckNames.OutputDiff)).Samples.ShouldBe(40);
        await _stage.MirrorAsync(3);
        (await _stage.ReportAsync(CheckNames.Latency)).Samples.ShouldBe(3);
    }

    [Fact]
    public async Task RecordedTrafficIsOfferedToTheCandidateAloneOnTopOfTheLiveRate()
    {
        _stage.Settings.ReplayWindow = TimeSpan.FromHours(1);
        _stage.Strategy = _stage.Strategy with { HeadRoom = 2, Checks = new Dictionary<string, CheckMode> { [CheckNames.OutputDiff] = CheckMode.Off } };
        _stage.Start();
        await _stage.ReportAsync(CheckNames.Throughput);
        await _stage.MirrorAsync(20);
        _stage.Time.Advance(TimeSpan.FromMilliseconds(10));
        await _stage.TickUntilAsync(() => _stage.Verdicts.Any(report => report is { Check: CheckNames.Throughput, Verdict: Verdict.Pass }));
        _stage.New.Seen.Sum(unit => unit.Entries.Sum(entry => entry.RecordCount)).ShouldBeGreaterThanOrEqualTo(160);
        _stage.Old.Seen.Count.ShouldBe((int)_stage.Runner.Mirror!.ReplayedUnits);
    }

    [Fact]
    public async Task ThinTrafficIsReplayedAndOnceOnly()
    {
        for (var batch = 0; batch < 15; batch++)
        {
            _stage.Journal.Add(_stage.Time.GetUtcNow().AddSeconds(batch - 60));
        }

        _stage.Settings.ReplayWindow = TimeSpan.FromHours(1);
        _stage.Strategy = _stage.Strategy with { MinUnits = 1000 };
        _stage.Start();
        await _stage.TickUntilAsync(() => _stage.Runner.Mirror!.ReplayedUnits == 15);
        (await _stage.ReportAsync(CheckNames.Latency)).Samples.ShouldBe(15);
        (await _stage.ReportAsync(CheckNames.Latency)).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public async Task RecordedTrafficWarmsTheCandidateUpAndProductionsNodesAreLeftAlone()
    {
        _stage.Journal.Add(_stage.Time.GetUtcNow().AddSeconds(-60));
        _stage.Settings.ReplayWindow = TimeSpan.FromHours(1);
        (_stage.Settings.WarmUpUnits, _stage.Settings.WarmUpTime) = (3, TimeSpan.FromSeconds(2));
        var warm = new TaskCompletionSource();
        _stage.New.Before = _ => _stage.New.Seen.Count < 6 ? Task.CompletedTask : warm.Task;
        _stage.Start();
        await Eventually.IsTrueAsync(() => _stage.New.Seen.Count >= 6);
        _stage.Old.Seen.ShouldBeEmpty();
        _stage.Runner.Mirror!.ReplayedUnits.ShouldBe(0);
        _stage.Time.Advance(TimeSpan.FromSeconds(2));
        warm.SetResult();
        await _stage.TickUntilAsync(() => _stage.Runner.Mirror!.ReplayedUnits == 1);
    }

    [Fact]
    public async Task InTheBakeTheOldSlotGetsTheMirrorAndStaysTheBaseline()
    {
        _stage.New.Body = (batch, ordinal) => ordinal == 0 ? "new" : _stage.Old.Body(batch, ordinal);
        _stage.Start(CheckStage.Bake);
        await _stage.MirrorAsync(3, Names.Green);
        _stage.Old.Seen.Count.ShouldBeGreaterThanOrEqualTo(3);
        _stage.New.Seen.ShouldBeEmpty();
        var report = await _stage.ReportAsync(CheckNames.OutputDiff);
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Changes[0].Examples[0].After.ShouldBe("new");
    }

    [Fact]
    public async Task ABakeWithoutAFaultPassesEveryCheckThatRunsThen()
    {
        _stage.Start(CheckStage.Bake);
        await _stage.MirrorAsync(40, Names.Green);
        await _stage.TickUntilAsync(() => _stage.Verdicts.Count == CheckPlan.Of(_stage.Strategy, CheckStage.Bake).Count);
        _stage.Verdicts.ShouldAllBe(report => report.Verdict == Verdict.Pass);
    }

    [Fact]
    public async Task InTheBakeABaselineThatFailsSaysNothingAboutTheCandidate()
    {
        _stage.Old.Before = _ => Task.FromException(new ProcessorFailedException("the old one crashed"));
        _stage.Start(CheckStage.Bake);
        _stage.Commit(Names.Green).ShouldBeTrue();
        await Eventually.IsTrueAsync(() => _stage.Runner.Mirror!.LeftOut == 1);
        (await _stage.ReportAsync(CheckNames.Errors)).Samples.ShouldBe(0);
    }

    [Fact]
    public async Task InTheBakeACandidateThatCommitsNothingFailsByItsLag()
    {
        _stage.Start(CheckStage.Bake);
        _stage.Journal.Add(_stage.Time.GetUtcNow());
        await _stage.TickUntilAsync(() => _stage.Verdicts.Any(report => report is { Check: CheckNames.Throughput, Verdict: Verdict.Fail }));
    }

    [Fact]
    public async Task BatchesThatWaitedWhileTheProgramWasDownAreNoLagOfTheCandidate()
    {
        _stage.Journal.Add(_stage.Time.GetUtcNow().AddHours(-3));
        _stage.Start(CheckStage.Bake);
        (await _stage.ReportAsync(CheckNames.Throughput)).Figures.Single(figure => figure.Name == "lag ms").Value.ShouldBeLessThan(2000);
    }

    [Fact]
    public async Task ANodeWithOtherRulesFailsTheConfigurationCheck()
    {
        Fingerprint.TryParse(new string('b', 64), out var other).ShouldBeTrue();
        _stage.New.Nodes = [.. _stage.New.Nodes, FakeSlot.Node("node-2", Names.New, other)];
        _stage.Start();
        var report = await _stage.ReportAsync(CheckNames.Configuration);
        report.Verdict.ShouldBe(Verdict.Fail);
        report.Summary.ShouldContain("node-2");
    }

    [Fact]
    public async Task AKnownAnswerThatIsWrongFails()
    {
        _stage.Catalog.Samples.Add(new KnownAnswer("login", default, "{\"body\":\"hello\"}\n"u8.ToArray()));
        _stage.Samples.Outcome = sample => new SampleOutcome(sample.Name, "{\"body\":\"bye\",\"severity\":\"INFO\"}\n"u8.ToArray());
        _stage.Start();
        await _stage.TickUntilAsync(() => _stage.Verdicts.Any(report => report is { Check: CheckNames.KnownAnswers, Verdict: Verdict.Fail }));
        _stage.Verdicts.First(report => report.Check == CheckNames.KnownAnswers).Summary.ShouldContain("login");
    }

    [Fact]
    public async Task ChecksThatAreOffAreNotRun()
    {
        _stage.Strategy = _stage.Strategy with { Checks = new Dictionary<string, CheckMode> { [CheckNames.OutputDiff] = CheckMode.Off, [CheckNames.Latency] = CheckMode.Advisory } };
        _stage.Start();
        await _stage.ReportAsync(CheckNames.Latency);
        _stage.Runner.Reports.ShouldNotContain(report => report.Check == CheckNames.OutputDiff);
    }

    [Fact]
    public async Task AfterStoppingNothingIsMirroredAndNoVerdictFollows()
    {
        _stage.New.Before = _ => new TaskCompletionSource().Task;
        _stage.Start();
        _stage.Commit(Names.Blue).ShouldBeTrue();
        await Eventually.IsTrueAsync(() => !_stage.New.Seen.IsEmpty);
        await _stage.Runner.StopAsync();
        var verdicts = _stage.Verdicts.Count;
        _stage.Commit(Names.Blue).ShouldBeFalse();
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        _stage.Verdicts.Count.ShouldBe(verdicts);
        _stage.Runner.Mirror.ShouldBeNull();
        _stage.Runner.Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task AStageBeginsWithoutTheEvidenceOfTheOneBefore()
    {
        _stage.Start();
        await _stage.MirrorAsync(5);
        _stage.Start(CheckStage.Bake);
        _stage.Runner.Mirror!.LiveUnits.ShouldBe(0);
        (await _stage.ReportAsync(CheckNames.Latency)).Stage.ShouldBe(CheckStage.Bake);
    }
}
