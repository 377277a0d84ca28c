using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Gateway.Validation.Custom;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Validation;

public sealed class CustomCheckLoopTests
{
    private readonly ManualTime _time = new();
    private readonly List<CheckReport> _told = [];

    [Fact]
    public async Task BeforeTheSwitchItIsAskedUntilThereIsAVerdict()
    {
        var running = RunAsync(CheckStage.Validation, Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Pass, Verdict.Fail);
        await TickUntilAsync(() => running.IsCompleted);
        _told.Select(report => report.Verdict).ShouldBe([Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Pass]);
        _told.ShouldAllBe(report => report.Check == "custom:mine");
    }

    [Fact]
    public async Task InTheBakeAPassIsAskedAgainAndAFailIsFinal()
    {
        var running = RunAsync(CheckStage.Bake, Verdict.Pass, Verdict.Pass, Verdict.Fail, Verdict.Pass);
        await TickUntilAsync(() => running.IsCompleted);
        _told.Select(report => report.Verdict).ShouldBe([Verdict.Pass, Verdict.Pass, Verdict.Fail]);
    }

    [Fact]
    public async Task NoAnswerWithinTheLimitIsNoVerdict()
    {
        var loop = new CustomCheckLoop("custom:mine", new SilentProbe(), new CustomCheckOptions(), Question(CheckStage.Validation), _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = loop.RunAsync(_told.Add, stop.Token);
        _time.Advance(TimeSpan.FromSeconds(30));
        await Eventually.IsTrueAsync(() => _told.Count == 1);
        _told[0].Verdict.ShouldBe(Verdict.Inconclusive);
        _told[0].Summary.ShouldContain("30 s");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task AStageAsksTheChecksThatItsStrategyNamesAndOneThatIsNotConfiguredNeverPasses()
    {
        await using var stage = new ValidationStage();
        var check = new CustomCheckOptions { Command = "/bin/sh" };
        check.Arguments.AddRange(["-c", "exit 0"]);
        stage.Custom["mine"] = check;
        stage.Strategy = stage.Strategy with { Checks = new Dictionary<string, CheckMode> { ["custom:mine"] = CheckMode.Required, ["custom:other"] = CheckMode.Required } };
        stage.Start();
        await stage.TickUntilAsync(() => stage.Verdicts.Any(report => report is { Check: "custom:mine", Verdict: Verdict.Pass }));
        (await stage.ReportAsync("custom:other")).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public async Task AStrategyThatNamesACheckWhichIsNotConfiguredIsAMistake()
    {
        await using var stage = new ValidationStage();
        stage.Custom["mine"] = new CustomCheckOptions { Command = "true" };
        var strategy = stage.Strategy with { Checks = new Dictionary<string, CheckMode> { ["custom:mine"] = CheckMode.Required, ["custom:other"] = CheckMode.Off } };
        stage.Runner.Mistakes(strategy).ShouldBe(["checks: custom:other is not configured on this host."]);
    }

    [Fact]
    public void AConfigurationThatCannotBeAskedIsRefused()
    {
        var both = new CustomCheckOptions { Url = new Uri("http://localhost/"), Command = "true" };
        var file = new CustomCheckOptions { Url = new Uri("file:///etc/passwd") };
        var hasty = new CustomCheckOptions { Command = "true", Interval = TimeSpan.Zero };
        var mistakes = new CustomCheckValidation().Validate(null, new CustomCheckList { ["a"] = new(), ["b"] = both, ["c"] = file, ["d"] = hasty }).Failures!.ToList();
        mistakes.Count.ShouldBe(4);
        new CustomCheckValidation().Validate(null, new CustomCheckList { ["e"] = new() { Command = "true" } }).Succeeded.ShouldBeTrue();
    }

    private static CustomQuestion Question(CheckStage stage) => new(new DeploymentId(7), Names.New, Names.Old, stage, Color.Green);

    private Task RunAsync(CheckStage stage, params Verdict[] verdicts)
    {
        var probe = new PlannedProbe(verdicts);
        return new CustomCheckLoop("custom:mine", probe, new CustomCheckOptions(), Question(stage), _time).RunAsync(_told.Add, TestContext.Current.CancellationToken);
    }

    private async Task TickUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private sealed class PlannedProbe(Verdict[] verdicts) : ICustomProbe
    {
        private int _asked;

        public Task<CustomAnswer> AskAsync(CustomQuestion question, CancellationToken cancellationToken) => Task.FromResult(new CustomAnswer(verdicts[_asked++], "said"));
    }

    private sealed class SilentProbe : ICustomProbe
    {
        public async Task<CustomAnswer> AskAsync(CustomQuestion question, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
