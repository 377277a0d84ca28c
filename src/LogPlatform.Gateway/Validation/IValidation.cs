using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation;

/// <summary>The mirror and the checks of the deployment that is under way. One stage at a time.</summary>
public interface IValidation
{
    /// <summary>The latest word of every check of the stage that runs, progress included; empty when none does. Cheap enough to ask every second.</summary>
    IReadOnlyList<CheckReport> Reports { get; }

    /// <summary>What is mirrored; null when no stage runs.</summary>
    MirrorStatus? Mirror { get; }

    /// <summary>What a strategy asks for that cannot be checked here, in sentences: custom checks that nobody has configured. Empty when there is nothing.</summary>
    IReadOnlyList<string> Mistakes(Strategy strategy) => [];

    /// <summary>Stops what runs and starts a stage: all evidence begins at zero. <paramref name="onVerdict"/> is called when a check's verdict changes, from any thread, never twice at once.</summary>
    void Start(RolloutState deployment, CheckStage stage, Action<CheckReport> onVerdict);

    /// <summary>Stops what runs. When the task completes, nothing more is mirrored and no verdict follows.</summary>
    Task StopAsync();
}
