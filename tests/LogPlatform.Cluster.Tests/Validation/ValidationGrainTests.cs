using System.Diagnostics;
using LogPlatform.Cluster.Validation;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>Evidence of all gateways reaches one grain for each check; what is lost begins anew and never passes without data.</summary>
public sealed class ValidationGrainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EvidenceOfTwoGatewaysAddsUp()
    {
        await using var cluster = await ControlCluster.StartAsync();
        var deployment = Stages.Deployment(1);
        await using var lead = cluster.Lead(deployment);
        await lead.BeginAsync(Cancel);
        var other = cluster.Follow(deployment);
        var attempt = await AttemptAsync(cluster, lead);

        Collect(lead, 6);
        Report(await DrawnAsync(lead), CheckNames.Errors).ShouldSatisfyAllConditions(report => report.Samples.ShouldBe(60), report => report.Verdict.ShouldBe(Verdict.Inconclusive));
        Collect(other, 7);
        (await other.SendAsync(other.Take(), attempt, Cancel)).ShouldBeEmpty();

        var reports = await DrawnAsync(lead);
        Report(reports, CheckNames.Errors).ShouldSatisfyAllConditions(report => report.Samples.ShouldBe(130), report => report.Verdict.ShouldBe(Verdict.Pass));
        Report(reports, CheckNames.OutputDiff).ShouldSatisfyAllConditions(report => report.Samples.ShouldBe(130), report => report.Verdict.ShouldBe(Verdict.Pass));
        Report(reports, CheckNames.BackwardRead).Samples.ShouldBe(13);
        Report(reports, CheckNames.Readiness).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public async Task ADifferenceThatOnlyAnotherGatewaySeesFails()
    {
        await using var cluster = await ControlCluster.StartAsync();
        var deployment = Stages.Deployment(2);
        await using var lead = cluster.Lead(deployment);
        await lead.BeginAsync(Cancel);
        var other = cluster.Follow(deployment);
        var attempt = await AttemptAsync(cluster, lead);

        Collect(lead, 20);
        other.Observe(() =>
        {
            Compare(other.Differences, DiffRun.Noise, "x", "x");
            Compare(other.Differences, DiffRun.Candidate, "x", "y");
            return Stages.Good(1) with { IsEqual = false };
        });
        await other.SendAsync(other.Take(), attempt, Cancel);

        var changed = await lead.DrawAsync(Stages.Look(), Cancel);
        changed.Single(report => report.Check == CheckNames.OutputDiff).ShouldSatisfyAllConditions(
            report => report.Verdict.ShouldBe(Verdict.Fail), report => report.Changes.ShouldHaveSingleItem().Examples.ShouldHaveSingleItem().After.ShouldBe("y"));
    }

    [Fact]
    public async Task EvidenceOfAnAttemptThatIsOverIsIgnored()
    {
        await using var cluster = await ControlCluster.StartAsync();
        var deployment = Stages.Deployment(3);
        var first = cluster.Lead(deployment);
        await first.BeginAsync(Cancel);
        var late = cluster.Follow(deployment);
        var over = await AttemptAsync(cluster, first);
        await first.DisposeAsync();
        await using var second = cluster.Lead(deployment);
        await second.BeginAsync(Cancel);

        late.Observe(() => Stages.Bad(1000));
        (await late.SendAsync(late.Take(), over, Cancel)).ShouldBeEmpty();

        Report(await DrawnAsync(second), CheckNames.Errors).Samples.ShouldBe(0);
        (await AttemptAsync(cluster, second)).ShouldBeGreaterThan(over);
    }

    [Fact]
    public async Task ACheckWhoseGrainLostItsSiloStartsOverAndDoesNotPassWithoutData()
    {
        await using var cluster = await ControlCluster.StartAsync(3);
        var deployment = Stages.Deployment(4, Stages.Strategy with { Checks = Only(CheckNames.Errors) });
        await using var lead = cluster.Lead(deployment);
        await lead.BeginAsync(Cancel);
        Collect(lead, 20);
        Report(await DrawnAsync(lead), CheckNames.Errors).Verdict.ShouldBe(Verdict.Pass);

        await cluster.KillHostOfAsync(GrainOf(cluster, deployment, CheckNames.Errors));

        await UntilAsync(async () => (await lead.DrawAsync(Stages.Look(), Cancel)).Any(report => report.Verdict == Verdict.Inconclusive));
        var lost = Report(lead.Reports, CheckNames.Errors);
        (lost.Samples, lost.Summary).ShouldBe((0, "its evidence was lost with the gateway that held it; it begins anew"));
        Report(await DrawnAsync(lead), CheckNames.Errors).ShouldSatisfyAllConditions(report => report.Samples.ShouldBe(0), report => report.Verdict.ShouldBe(Verdict.Inconclusive));

        Collect(lead, 20);
        await UntilAsync(async () => Report(await DrawnAsync(lead), CheckNames.Errors) is { Verdict: Verdict.Pass, Samples: 200 });
    }

    [Fact]
    public async Task AFailStaysWhenItsGrainIsLost()
    {
        await using var cluster = await ControlCluster.StartAsync();
        var deployment = Stages.Deployment(5, Stages.Strategy with { Checks = Only(CheckNames.Errors) });
        await using var lead = cluster.Lead(deployment);
        await lead.BeginAsync(Cancel);
        lead.Observe(() => Stages.Bad(1000));
        Report(await DrawnAsync(lead), CheckNames.Errors).Verdict.ShouldBe(Verdict.Fail);

        await GrainOf(cluster, deployment, CheckNames.Errors).StopAsync(await AttemptAsync(cluster, lead));

        Collect(lead, 20);
        (await lead.DrawAsync(Stages.Look(), Cancel)).ShouldBeEmpty();
        Report(lead.Reports, CheckNames.Errors).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public async Task NoiseIsNotHeldAgainstTheCandidateWhenTheDiffBeginsAnew()
    {
        await using var cluster = await ControlCluster.StartAsync();
        var deployment = Stages.Deployment(6, Stages.Strategy with { Checks = Only(CheckNames.OutputDiff) });
        await using var lead = cluster.Lead(deployment);
        await lead.BeginAsync(Cancel);
        var other = cluster.Follow(deployment);
        var attempt = await AttemptAsync(cluster, lead);
        other.Observe(() =>
        {
            Compare(other.Differences, DiffRun.Noise, "x", "y");
            Compare(other.Differences, DiffRun.Candidate, "x", "y");
            return Stages.Good(1);
        });
        await other.SendAsync(other.Take(), attempt, Cancel);
        Report(await DrawnAsync(lead), CheckNames.OutputDiff).Changes.ShouldHaveSingleItem().Disposition.ShouldBe(ChangeDisposition.Noise);

        await GrainOf(cluster, deployment, CheckNames.OutputDiff).StopAsync(attempt);
        Report(await DrawnAsync(lead), CheckNames.OutputDiff).Samples.ShouldBe(0);

        // The first batch after that is for a run that is over; with the answer to it the gateway learns that the check has begun anew.
        for (var units = 0; units < 2; units++)
        {
            other.Observe(() =>
            {
                Compare(other.Differences, DiffRun.Candidate, "x", "z");
                return Stages.Good(1);
            });
            await other.SendAsync(other.Take(), attempt, Cancel);
        }

        var report = Report(await DrawnAsync(lead), CheckNames.OutputDiff);
        (report.Samples, report.Verdict).ShouldBe((1, Verdict.Inconclusive));
        report.Changes.ShouldHaveSingleItem().Disposition.ShouldBe(ChangeDisposition.Noise);
    }

    [Fact]
    public async Task KnownAnswersAreToldAgainToACheckThatBeginsAnew()
    {
        await using var cluster = await ControlCluster.StartAsync();
        var deployment = Stages.Deployment(7, Stages.Strategy with { Checks = Only(CheckNames.KnownAnswers) });
        await using var lead = cluster.Lead(deployment);
        await lead.BeginAsync(Cancel);
        lead.Observe(new AnswerResult("one", []));
        lead.Observe(new AnswerResult("two", []));
        Report(await DrawnAsync(lead), CheckNames.KnownAnswers).Verdict.ShouldBe(Verdict.Pass);

        await GrainOf(cluster, deployment, CheckNames.KnownAnswers).StopAsync(await AttemptAsync(cluster, lead));

        Report(await DrawnAsync(lead), CheckNames.KnownAnswers).Verdict.ShouldBe(Verdict.Inconclusive);
        await UntilAsync(async () => Report(await DrawnAsync(lead), CheckNames.KnownAnswers).Verdict == Verdict.Pass);
    }

    private static IValidationGrain GrainOf(ControlCluster cluster, RolloutState deployment, string check) =>
        cluster.Grains.GetGrain<IValidationGrain>(new CheckKey(deployment.Id, CheckStage.Validation, check).ToString());

    private static async Task<long> AttemptAsync(ControlCluster cluster, GrainChecks lead)
    {
        await lead.DrawAsync(Stages.Look(), Cancel);
        return (await cluster.Grains.GetGrain<IStageGrain>(0).FollowAsync(null)).Order.ShouldNotBeNull().Attempt;
    }

    private static Dictionary<string, CheckMode> Only(string check) => CheckNames.All.ToDictionary(name => name, name => name == check ? CheckMode.Required : CheckMode.Off);

    private static void Collect(Gateway.Validation.IUnitEvidence evidence, int units)
    {
        for (; units > 0; units--)
        {
            evidence.Observe(() =>
            {
                evidence.Differences.CountEqual(DiffRun.Candidate, "auth", 10);
                return Stages.Good();
            });
        }
    }

    private static void Compare(DiffAggregate differences, DiffRun run, string before, string after)
    {
        var (left, right) = (new Core.Tests.Validation.Diff.DiffSample(), new Core.Tests.Validation.Diff.DiffSample());
        left.KeepOf("auth", before);
        right.KeepOf("auth", after);
        new RecordDiff().Compare(left.Batch, right.Batch, differences, run);
    }

    private static async Task<IReadOnlyList<CheckReport>> DrawnAsync(GrainChecks lead)
    {
        await lead.DrawAsync(Stages.Look(), Cancel);
        return lead.Reports;
    }

    private static CheckReport Report(IReadOnlyList<CheckReport> reports, string check) => reports.Single(report => report.Check == check);

    // The limit only ends a test that would never end.
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var started = Stopwatch.GetTimestamp(); !await isSo();)
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromMinutes(2));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
