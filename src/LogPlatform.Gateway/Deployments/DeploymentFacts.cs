using LogPlatform.Core.Audit;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Deployments;

/// <summary>What of a decision belongs in the audit log, told by the states before and after it. Pure.</summary>
internal static class DeploymentFacts
{
    /// <summary>The facts of a decision, in order.</summary>
    /// <param name="before">The state before; null when the deployment begins.</param>
    /// <param name="next">The state that holds now.</param>
    /// <param name="happening">What happened; null when the deployment begins.</param>
    public static IReadOnlyList<AuditFact> Of(RolloutState? before, RolloutState next, RolloutEvent? happening) =>
        [.. Orders(before, next, happening), .. Switches(before, next), .. Ends(before, next, happening)];

    private static IEnumerable<AuditFact> Orders(RolloutState? before, RolloutState next, RolloutEvent? happening)
    {
        var subject = $"deployment/{next.Id}";
        if (before is null)
        {
            yield return new AuditFact(next.Actor, "deployment.start", subject, next.Reason, $"release {next.Release} into {Word(next.Target)}");
        }

        switch (happening)
        {
            case ApprovalGiven approval:
                yield return new AuditFact(approval.Actor, "deployment.approve", subject, approval.Reason, $"release {next.Release}");
                break;

            case AbortRequested abort:
                yield return new AuditFact(abort.Actor, "deployment.abort", subject, abort.Reason, $"release {next.Release}");
                break;

            case RollbackRequested rollback:
                yield return new AuditFact(rollback.Actor, "deployment.rollback", subject, rollback.Reason, $"to release {next.Before.Release}{(rollback.Force ? ", forced" : string.Empty)}");
                break;

            case DrainForced force:
                yield return new AuditFact(force.Actor, "deployment.drain-force", subject, force.Reason, $"in {before?.Phase}");
                break;

            default:
                if (next.Phase == RolloutPhase.RollingBack && before?.Phase != RolloutPhase.RollingBack)
                {
                    yield return new AuditFact(Rollout.Controller, "deployment.rollback", subject, next.Timeline[^1].Message, $"to release {next.Before.Release}");
                }

                break;
        }
    }

    private static IEnumerable<AuditFact> Switches(RolloutState? before, RolloutState next)
    {
        if (next.Switched is { } switched && before?.Switched != switched)
        {
            yield return Switch(next.ApprovedBy ?? Rollout.Controller, next.Before, switched, next);
        }

        if (next is { Restored: { } restored, Switched: { } from } && before?.Restored != restored)
        {
            yield return Switch(WhoRolledBack(next), from, restored, next);
        }
    }

    private static IEnumerable<AuditFact> Ends(RolloutState? before, RolloutState next, RolloutEvent? happening)
    {
        if (!next.Phase.IsEnd() || before?.Phase == next.Phase)
        {
            yield break;
        }

        var word = next.Phase switch
        {
            RolloutPhase.Succeeded => "succeeded",
            RolloutPhase.RolledBack => "rolled-back",
            RolloutPhase.Aborted => "aborted",
            _ => "failed",
        };
        var actor = (happening as AbortRequested)?.Actor ?? Rollout.Controller;
        yield return new AuditFact(actor, $"deployment.{word}", $"deployment/{next.Id}", next.Outcome ?? string.Empty, $"release {next.Release}");
    }

    private static AuditFact Switch(string actor, SlotPointer from, SlotPointer to, RolloutState next) => new(
        actor,
        "pointer.switch",
        $"generation/{to.Generation}",
        next.Reason,
        $"from {Name(from)} to {Name(to)}, deployment {next.Id} by {next.Actor}");

    // Whoever made the deployment turn back said so in the timeline; what follows in that phase is the controller's.
    private static string WhoRolledBack(RolloutState state)
    {
        var actor = Rollout.Controller;
        var phase = RolloutPhase.None;
        foreach (var entry in state.Timeline)
        {
            if (entry.Phase == RolloutPhase.RollingBack && phase != RolloutPhase.RollingBack)
            {
                actor = entry.Actor;
            }

            phase = entry.Phase;
        }

        return actor;
    }

    private static string Name(SlotPointer pointer) => $"{Word(pointer.Color)} generation {pointer.Generation} release {pointer.Release}";

    private static string Word(Color color) => color == Color.Blue ? "blue" : "green";
}
