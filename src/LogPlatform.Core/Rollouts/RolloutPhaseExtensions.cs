namespace LogPlatform.Core.Rollouts;

/// <summary>What can be said of a phase.</summary>
public static class RolloutPhaseExtensions
{
    /// <summary>Whether the deployment is over. After <see cref="RolloutPhase.Succeeded"/> a rollback may still follow.</summary>
    public static bool IsEnd(this RolloutPhase phase) =>
        phase is RolloutPhase.Succeeded or RolloutPhase.RolledBack or RolloutPhase.Failed or RolloutPhase.Aborted;
}
