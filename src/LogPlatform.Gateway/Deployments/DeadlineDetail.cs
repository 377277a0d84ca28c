using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Gateway.Deployments;

/// <summary>Says what explains a deadline that passed: what is still in flight, which node is not up, that there was nothing to compare.</summary>
internal sealed class DeadlineDetail(ISlotProvisioner slots, ITrafficRouter router, IValidation validation)
{
    /// <summary>The explanation, without a full stop; empty when there is none.</summary>
    public string Explain(RolloutState state) => state.Phase switch
    {
        RolloutPhase.Provisioning => Filling(state.Target),
        RolloutPhase.Validating or RolloutPhase.Baking when validation.Mirror is { LiveUnits: 0, ReplayedUnits: 0 } => "there was no traffic to compare",
        RolloutPhase.Draining => Leases(state.Before),
        RolloutPhase.RollingBack when state is { Restored: not null, Switched: { } switched } => Leases(switched),
        RolloutPhase.RollingBack => Filling(state.Before.Color),
        _ => string.Empty,
    };

    /// <summary>What the checks of the stage that is due to end say at this moment.</summary>
    public IReadOnlyList<CheckReport> Progress(RolloutState state) =>
        state.Phase is RolloutPhase.Validating or RolloutPhase.Baking ? validation.Reports : [];

    private string Filling(Color color) => slots.AwaitedBy(color) ?? Nodes(color);

    private string Nodes(Color color) => slots.Find(color) is { Nodes: { Count: > 0 } nodes }
        ? string.Join(", ", nodes.Select(node => $"{node.Name} {Word(node.State)}"))
        : "no node was started";

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
