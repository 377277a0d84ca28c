using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.ControlPage.Parts;

/// <summary>States in words, and how they are meant.</summary>
internal static class PhaseWords
{
    public static string Of(RolloutPhase phase) => phase switch
    {
        RolloutPhase.AwaitingApproval => "waits for approval",
        RolloutPhase.RollingBack => "rolling back",
        RolloutPhase.RolledBack => "rolled back",
        _ => phase.ToString().ToLowerInvariant(),
    };

    public static Tone ToneOf(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Succeeded => Tone.Good,
        RolloutPhase.Failed or RolloutPhase.RolledBack => Tone.Bad,
        RolloutPhase.AwaitingApproval or RolloutPhase.RollingBack or RolloutPhase.Aborted => Tone.Warn,
        _ => Tone.Busy,
    };

    public static Tone ToneOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Tone.Good,
        Verdict.Fail => Tone.Bad,
        Verdict.Inconclusive => Tone.Busy,
        _ => Tone.None,
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Inconclusive => "no verdict yet",
        _ => "not begun",
    };

    public static Tone ToneOf(NodeState state) => state switch
    {
        NodeState.Ready => Tone.Good,
        NodeState.Starting => Tone.Busy,
        NodeState.Restarting => Tone.Bad,
        _ => Tone.None,
    };

    public static Tone ToneOf(JobPhase phase) => phase switch
    {
        JobPhase.Succeeded => Tone.Good,
        JobPhase.Failed => Tone.Bad,
        JobPhase.Cancelled => Tone.Warn,
        _ => Tone.Busy,
    };
}
