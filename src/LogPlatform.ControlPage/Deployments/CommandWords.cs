using LogPlatform.ControlPage.Parts;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.ControlPage.Deployments;

/// <summary>Which commands make sense now, and what each will do, said before it is done. Pure.</summary>
internal static class CommandWords
{
    /// <summary>The commands that make sense now.</summary>
    public static IEnumerable<DeploymentCommand> For(RolloutState state)
    {
        if (state.Phase == RolloutPhase.AwaitingApproval)
        {
            yield return DeploymentCommand.Approve;
        }

        if (state.Phase is RolloutPhase.Provisioning or RolloutPhase.Validating or RolloutPhase.AwaitingApproval)
        {
            yield return DeploymentCommand.Abort;
        }

        if (state.Phase is RolloutPhase.Draining or RolloutPhase.Baking or RolloutPhase.Succeeded && state.NoRollback is null)
        {
            yield return DeploymentCommand.Rollback;
        }

        if (state.Phase is RolloutPhase.Draining or RolloutPhase.RollingBack && state.IsDrainOverdue)
        {
            yield return DeploymentCommand.ForceDrain;
        }
    }

    /// <summary>The word on the button.</summary>
    public static string Button(DeploymentCommand command) => command switch
    {
        DeploymentCommand.Approve => "Approve the switch",
        DeploymentCommand.Abort => "Abort",
        DeploymentCommand.Rollback => "Roll back",
        DeploymentCommand.ForceDrain => "Force the drain",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command."),
    };

    /// <summary>What it will do, a sentence each.</summary>
    public static IEnumerable<string> Consequences(DeploymentCommand command, RolloutState state)
    {
        var (target, before) = (Figures.Name(state.Target), Figures.Name(state.Before.Color));
        switch (command)
        {
            case DeploymentCommand.Approve:
                yield return $"The pointer moves to {target}: release {state.Release} serves all production traffic from then on, as generation {state.Before.Generation.Next}.";
                yield return $"{before} keeps running with {state.Before.Release} and gets the mirror, so a rollback takes effect at once.";
                yield return state.IsNotReversible
                    ? $"{state.Release} is NOT reversible: {state.Before.Release} may not be able to read what it writes, and it is not rolled back by itself."
                    : "A required check that fails during the bake rolls it back by itself.";
                break;
            case DeploymentCommand.Abort:
                yield return $"The deployment ends. Production is untouched: {before} goes on serving {state.Before.Release}.";
                yield return $"{target} is emptied.";
                break;
            case DeploymentCommand.Rollback:
                yield return $"The pointer moves back to {before}: release {state.Before.Release} serves again, as a new generation.";
                yield return state.OldSlot == OldSlot.Warm ? $"{before} is warm, so this takes effect at once." : $"{before} is filled again first, unless it still runs.";
                yield return $"What {state.Release} has stored stays. Rewind its generation{(state.Switched is { } switched ? $" ({switched.Generation})" : string.Empty)} afterwards to have it made again by {state.Before.Release}.";
                break;
            case DeploymentCommand.ForceDrain:
                yield return "The drain is not waited for any longer: the old generation is sealed, and an answer that still comes is refused by the store.";
                yield return "What it still held is processed again by the slot that serves. No record is lost and none is stored twice.";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command.");
        }
    }
}
