using LogPlatform.Core.Rollouts;
using Color = Spectre.Console.Color;

namespace LogPlatform.Cli.Rendering;

/// <summary>Phases of a deployment in words and colours.</summary>
internal static class PhaseWords
{
    /// <summary>The phase behind "is".</summary>
    public static string Of(RolloutPhase phase) => phase switch
    {
        RolloutPhase.AwaitingApproval => "waiting for an approval",
        RolloutPhase.RollingBack => "rolling back",
        RolloutPhase.RolledBack => "rolled back",
        _ => phase.ToString().ToLowerInvariant(),
    };

    /// <summary>The colour.</summary>
    public static Color ColorOf(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Succeeded => Color.Green,
        RolloutPhase.Failed or RolloutPhase.RolledBack or RolloutPhase.RollingBack => Color.Red,
        RolloutPhase.Aborted or RolloutPhase.AwaitingApproval => Color.Yellow,
        _ => Color.Aqua,
    };
}
