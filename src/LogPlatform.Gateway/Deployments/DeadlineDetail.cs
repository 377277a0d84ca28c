using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Gateway.Deployments;

/// <summary>Says what explains a deadline that passed: what is still in flight, which node is not up, which check has no verdict.</summary>
internal sealed class DeadlineDetail(ISlotProvisioner slots, ITrafficRouter router, IValidation validation)
{
    /// <summary>The explanation, without a full stop; empty when there is none.</summary>
    public string Explain(RolloutState state) => state.Phase switch
    {
        RolloutPhase.Provisioning => Nodes(state.Target),
        RolloutPhase.Validating or RolloutPhase.Baking => Checks(state),
        RolloutPhase.Draining => Leases(state.Before),
        RolloutPhase.RollingBack when state is { Restored: not null, Switched: { } switched } => Leases(switched),
        RolloutPhase.RollingBack => Nodes(state.Before.Color),
        _ => string.Empty,
    };

    private string Nodes(Color color) => slots.Find(color) is { Nodes: { Count: > 0 } nodes }
        ? string.Join(", ", nodes.Select(node => $"{node.Name} {Word(node.State)}"))
        : "no node was started";

    private string Checks(RolloutState state) => string.Join(
        ", ",
        validation.Reports
            .Where(report => report.Verdict is not (Verdict.Pass or Verdict.Fail) && state.Strategy.ModeOf(report.Check) == CheckMode.Required)
            .Select(report => $"{report.Check} ({report.Samples} of {report.MinSamples} {report.SampleUnit}s)"));

    private string Leases(SlotPointer pointer)
    {
        var records = router.RecordsInFlight().GetValueOrDefault(pointer.Generation);
        var holders = slots.Find(pointer.Color) is { } slot && slot.Release == pointer.Release
            ? slot.Nodes.Where(node => node.UnitsInFlight > 0).Select(node => $"{node.Name} holds {node.UnitsInFlight} units").ToList()
            : [];
        return string.Join(", ", holders.Prepend($"{records} records of generation {pointer.Generation} are in flight"));
    }

    private static string Word(NodeState state) => state switch
    {
        NodeState.Starting => "is starting",
        NodeState.Ready => "is ready",
        NodeState.Restarting => "is being restarted",
        _ => "is stopped",
    };
}
