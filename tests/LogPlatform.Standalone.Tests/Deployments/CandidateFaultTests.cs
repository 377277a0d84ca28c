using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>Candidates that are wrong in every way that we could think of, under live traffic: none of them gets to serve, and the report says what is wrong with each.</summary>
public sealed class CandidateFaultTests : IDisposable
{
    // A node that dies is started again, and whichever check sees more of it first would decide: here it is the one that is asked about.
    private static readonly Strategy JudgedByAnswers = DeploymentApi.QuickWith((CheckNames.Readiness, CheckMode.Advisory));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ACandidateThatHangsIsRefused()
    {
        await using var platform = await StartAsync(new Dictionary<string, string> { ["LogPlatform__Mirror__UnitLimit"] = "00:00:01" });
        await using var traffic = LiveTraffic.Start(platform);
        await IsRefusedAsync(platform, traffic, new { hang = true }, JudgedByAnswers, CheckNames.Errors, "no answer within 1 s");
    }

    [Fact]
    public Task ACandidateThatCrashesInALoopIsRefused() => IsRefusedAsync(new { exit = true }, JudgedByAnswers, CheckNames.Errors, "was lost");

    [Fact]
    public Task ACandidateThatAnswersGarbageIsRefused() => IsRefusedAsync(new { garbage = true }, JudgedByAnswers, CheckNames.Errors, "was lost");

    [Fact]
    public Task ACandidateThatDoesNotAccountForEveryRecordIsRefused() =>
        IsRefusedAsync(new { wrongTallies = true }, DeploymentApi.Quick, CheckNames.Errors, "the answer accounts for");

    [Fact]
    public Task ACandidateThatLeaksMemoryIsRefused() => IsRefusedAsync(
        new { leakBytes = 24 << 20 },
        DeploymentApi.QuickWith((CheckNames.Resources, CheckMode.Required)) with { CpuRatio = 100, MinUnits = 1000 },
        CheckNames.Resources,
        "of memory, more than");

    [Fact]
    public async Task ACandidateThatIsFastButChangesAFieldIsRefused()
    {
        var state = await IsRefusedAsync(new { changeOneIn = 3 }, DeploymentApi.Quick, CheckNames.OutputDiff, "field body changes in");
        var change = state.Checks.Single(report => report.Check == CheckNames.OutputDiff).Changes.ShouldHaveSingleItem();
        (change.Field, change.Kind).ShouldBe(("body", ChangeKind.Changed));
        change.Examples.ShouldNotBeEmpty();
    }

    [Fact]
    public Task ACandidateThatDropsRecordsIsRefused() => IsRefusedAsync(new { dropOneIn = 50 }, DeploymentApi.Quick, CheckNames.OutputDiff, "are no longer kept");

    [Fact]
    public Task ACandidateThatIsRightButSlowIsRefused() => IsRefusedAsync(
        new { sleepMilliseconds = 300 },
        DeploymentApi.QuickWith((CheckNames.Latency, CheckMode.Required)) with { LatencyRatio = 4 },
        CheckNames.Latency,
        "slower");

    [Fact]
    public async Task ACandidateThatQuarantinesOneRecordInTenThousandIsRefused()
    {
        await using var platform = await StartAsync();
        await using var traffic = LiveTraffic.StartFlood(platform, connections: 2, batchRecords: 500);

        // The difference in the output alone would do; here the check on errors must find it.
        var strategy = DeploymentApi.QuickWith((CheckNames.OutputDiff, CheckMode.Advisory)) with { ErrorTolerance = 0.000_005 };
        var state = await IsRefusedAsync(platform, traffic, new { quarantineOneIn = 10_000 }, strategy, CheckNames.Errors, "newly in error");
        var errors = state.Checks.Single(report => report.Check == CheckNames.Errors);
        var share = Figure(errors, "records newly in error") / errors.Samples;
        share.ShouldBeInRange(0.00003, 0.0003);
        state.Checks.Single(report => report.Check == CheckNames.OutputDiff).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public async Task ACandidateOfWhichOneNodeHasOtherRulesIsRefusedBeforeItGetsAnything()
    {
        var state = await IsRefusedAsync(new { onNode = "-2", fingerprint = new string('0', 64) }, DeploymentApi.Quick, check: null, "green-2 runs release");
        state.Timeline.ShouldNotContain(entry => entry.Phase == RolloutPhase.Validating);
    }

    [Fact]
    public async Task ACandidateThatRefusesToStartIsRefusedAndWhatItSaidIsReported()
    {
        var state = await IsRefusedAsync(new { refuseToStart = 78 }, DeploymentApi.Quick, check: null, "exit code 78: refuses to start on purpose");
        state.Timeline.ShouldNotContain(entry => entry.Phase == RolloutPhase.Validating);
    }

    [Fact]
    public async Task ACandidateThatGetsNoTrafficIsNeverPassed()
    {
        await using var platform = await StartAsync();
        await using var traffic = new LiveTraffic(() => platform.Otlp);
        var state = await IsRefusedAsync(platform, traffic, new { }, DeploymentApi.Quick with { ValidationLimit = TimeSpan.FromSeconds(3) }, check: null, "no verdict within 3 s");
        foreach (var check in (string[])[CheckNames.OutputDiff, CheckNames.Errors, CheckNames.BackwardRead])
        {
            state.Outcome!.ShouldContain(check);
        }
    }

    private Task<StandaloneProcess> StartAsync(Dictionary<string, string>? environment = null) =>
        StandaloneProcess.StartWithAsync(_folder.Path, environment ?? [], "--open", "--control-port", "0", "--otlp-port", "0", "--syslog-port", "0");

    private async Task<RolloutState> IsRefusedAsync(object faults, Strategy strategy, string? check, string says)
    {
        await using var platform = await StartAsync();
        await using var traffic = LiveTraffic.Start(platform);
        return await IsRefusedAsync(platform, traffic, faults, strategy, check, says);
    }

    /// <summary>Deploys a candidate with faults; asserts that it never served, that the report says why, and that production did not notice.</summary>
    private static async Task<RolloutState> IsRefusedAsync(StandaloneProcess platform, LiveTraffic traffic, object faults, Strategy strategy, string? check, string says)
    {
        var api = new DeploymentApi(platform);
        var before = await api.PointerAsync();
        var started = await api.DeployAsync(await api.CreateFaultyAsync(faults), strategy);
        var state = await api.UntilEndAsync(started.Id);

        state.Phase.ShouldBe(RolloutPhase.Failed, state.Outcome);
        state.Switched.ShouldBeNull();
        state.Outcome.ShouldNotBeNull().ShouldContain(says);
        if (check is not null)
        {
            state.Checks.Single(report => report.Check == check).Verdict.ShouldBe(Verdict.Fail);
            state.Outcome!.ShouldContain($"{check} failed");
        }

        (await api.PointerAsync()).ShouldBe(before);
        state.Ledger.ShouldNotBeNull().IsBalanced.ShouldBeTrue();
        state.Ledger.Generations.ShouldHaveSingleItem().Generation.ShouldBe(before.Generation);
        await traffic.VerifyAsync(platform);
        await api.AuditIsIntactAsync();
        return state;
    }

    private static double Figure(CheckReport report, string name) => report.Figures.Single(figure => figure.Name == name).Value;
}
