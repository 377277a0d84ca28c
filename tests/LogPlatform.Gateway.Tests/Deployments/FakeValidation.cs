using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>Checks that say what a test wants them to say.</summary>
internal sealed class FakeValidation(World world, Fuse fuse) : IValidation
{
    private volatile Action<CheckReport>? _onVerdict;
    private volatile RolloutState? _deployment;
    private CheckStage _stage;

    public IReadOnlyList<CheckReport> Reports { get; set; } = [];

    public MirrorStatus? Mirror { get; set; }

    /// <summary>The stage that runs; none when none does.</summary>
    public CheckStage Stage => _onVerdict is null ? CheckStage.None : _stage;

    public void Start(RolloutState deployment, CheckStage stage, Action<CheckReport> onVerdict)
    {
        if (!fuse.TryCross())
        {
            return;
        }

        (_deployment, _stage, _onVerdict) = (deployment, stage, onVerdict);
        world.Note($"checks {stage}");
        if (world.ChecksPassAtOnce)
        {
            PassAll();
        }

        _ = fuse.TryCross();
    }

    public async Task StopAsync()
    {
        await fuse.CrossAsync();
        _onVerdict = null;
        await world.StoppingOfChecks;
        world.Note("no checks");
    }

    /// <summary>Says a verdict, once the stage runs.</summary>
    public async Task SayAsync(CheckStage stage, string check, Verdict verdict, string summary = "so it is")
    {
        await world.Changed.UntilAsync(() => Stage == stage);
        _onVerdict!(new CheckReport { Check = check, Stage = stage, Verdict = verdict, Summary = summary });
    }

    /// <summary>Lets every required check pass, once the stage runs.</summary>
    public async Task PassAsync(CheckStage stage)
    {
        await world.Changed.UntilAsync(() => Stage == stage);
        PassAll();
    }

    private void PassAll()
    {
        foreach (var check in CheckPlan.RequiredOf(_deployment!.Strategy, _stage))
        {
            _onVerdict!(new CheckReport { Check = check, Stage = _stage, Verdict = Verdict.Pass, Summary = "good" });
        }
    }
}
