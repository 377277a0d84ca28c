using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cli.Deployments;

/// <summary>Whether what somebody waits for has come.</summary>
internal static class DeploymentGoals
{
    /// <summary>True when it has come, false when it cannot come any more, null when it may come yet.</summary>
    public static bool? Judge(this DeploymentGoal goal, RolloutState state)
    {
        if (IsReached(goal, state.Phase))
        {
            return true;
        }

        var isLost = state.Phase.IsEnd() || (goal is DeploymentGoal.Validated or DeploymentGoal.Switched && state.Phase == RolloutPhase.RollingBack);
        return isLost ? false : null;
    }

    private static bool IsReached(DeploymentGoal goal, RolloutPhase phase) => goal switch
    {
        DeploymentGoal.Validated => phase is RolloutPhase.AwaitingApproval or RolloutPhase.Switching or RolloutPhase.Draining or RolloutPhase.Baking or RolloutPhase.Succeeded,
        DeploymentGoal.Switched => phase is RolloutPhase.Draining or RolloutPhase.Baking or RolloutPhase.Succeeded,
        DeploymentGoal.Succeeded => phase == RolloutPhase.Succeeded,
        DeploymentGoal.RolledBack => phase == RolloutPhase.RolledBack,
        _ => false,
    };
}
