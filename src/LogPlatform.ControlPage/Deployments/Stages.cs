using LogPlatform.Core.Rollouts;

namespace LogPlatform.ControlPage.Deployments;

/// <summary>The stages of a deployment, told by its timeline. Pure.</summary>
internal static class Stages
{
    private static readonly (RolloutPhase Phase, string Name)[] Course =
    [
        (RolloutPhase.Provisioning, "Provision"),
        (RolloutPhase.Validating, "Validate"),
        (RolloutPhase.AwaitingApproval, "Approve"),
        (RolloutPhase.Switching, "Switch"),
        (RolloutPhase.Draining, "Drain"),
        (RolloutPhase.Baking, "Bake"),
        (RolloutPhase.Succeeded, "Serve"),
    ];

    /// <summary>The stages in order; the way back is the last, when there is one.</summary>
    public static IReadOnlyList<StageStep> Of(RolloutState state, DateTimeOffset now)
    {
        var begun = Begun(state);
        var last = Array.FindLastIndex(Course, stage => begun.ContainsKey(stage.Phase));
        var steps = Course.Select((stage, i) => Step(state, begun, stage.Phase, stage.Name, i, last, now)).ToList();
        if (begun.TryGetValue(RolloutPhase.RollingBack, out var back))
        {
            var isUnderWay = state.Phase == RolloutPhase.RollingBack;
            var outcome = isUnderWay ? StepState.Now : state.Phase == RolloutPhase.RolledBack ? StepState.Done : StepState.Failed;
            steps.Add(new StageStep("Roll back", outcome, (isUnderWay ? now : state.EndedAt ?? now) - back.From, isUnderWay ? Remaining(state, now) : null));
        }

        return steps;
    }

    private static StageStep Step(
        RolloutState state, Dictionary<RolloutPhase, (DateTimeOffset From, DateTimeOffset? To)> begun, RolloutPhase phase, string name, int place, int last, DateTimeOffset now)
    {
        if (!begun.TryGetValue(phase, out var span))
        {
            var isAhead = place > last && !state.Phase.IsEnd() && state.Phase != RolloutPhase.RollingBack;
            return new StageStep(name, isAhead && !IsSkipped(state, phase) ? StepState.Ahead : StepState.Skipped, null, null);
        }

        if (phase == RolloutPhase.Succeeded)
        {
            return new StageStep(name, StepState.Done, null, null);
        }

        return state.Phase == phase
            ? new StageStep(name, StepState.Now, now - span.From, Remaining(state, now))
            : new StageStep(name, place == last ? StepState.Failed : StepState.Done, (span.To ?? now) - span.From, null);
    }

    private static bool IsSkipped(RolloutState state, RolloutPhase phase) =>
        phase == RolloutPhase.AwaitingApproval && state.Strategy.AutoPromote && !state.IsNotReversible;

    private static TimeSpan? Remaining(RolloutState state, DateTimeOffset now) => state.Deadline is { } deadline ? deadline - now : null;

    private static Dictionary<RolloutPhase, (DateTimeOffset From, DateTimeOffset? To)> Begun(RolloutState state)
    {
        var begun = new Dictionary<RolloutPhase, (DateTimeOffset From, DateTimeOffset? To)>();
        TimelineEntry? before = null;
        foreach (var entry in state.Timeline.Where(entry => entry.Phase != before?.Phase))
        {
            if (before is not null)
            {
                begun[before.Phase] = (begun[before.Phase].From, entry.At);
            }

            begun.TryAdd(entry.Phase, (entry.At, null));
            before = entry;
        }

        return begun;
    }
}
