using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>Blue serves with one node, green is empty, and only what is looked at is there.</summary>
internal sealed class FixedSlots : ISlotProvisioner, ITrafficRouter, IValidation
{
    public SlotPointer Current { get; } = new(Color.Blue, new Generation(7), TestStates.Name("1.0-aaaaaaaa"));

    public DateTimeOffset Since => TestStates.Start;

    public MirrorStatus? Mirror { get; set; }

    public IReadOnlyList<CheckReport> Reports => [];

    public ISlot? Find(Color color) => color == Color.Blue ? new BlueSlot(Current.Release) : null;

    public Task<ISlot> ProvisionAsync(Color color, ReleaseId release, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StopAsync(Color color) => throw new NotSupportedException();

    public Task<IAsideSlot> StartAsideAsync(ReleaseId release, int nodes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SwitchResult> SwitchAsync(SlotPointer expected, SlotPointer next, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TimeSpan> DrainedAsync(Generation generation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EndLeasesAsync(Generation generation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IReadOnlyDictionary<Generation, long> RecordsInFlight() => new Dictionary<Generation, long>();

    public void Start(RolloutState deployment, CheckStage stage, Action<CheckReport> onVerdict) => throw new NotSupportedException();

    public Task StopAsync() => throw new NotSupportedException();

    private sealed class BlueSlot(ReleaseId release) : ISlot
    {
        public ReleaseId Release => release;

        public IReadOnlyList<NodeReport> Nodes => [new("blue-0", NodeState.Ready, release, TestStates.Print('a'), 42, 0, 1, 10, 0.5, 1 << 20, TimeSpan.FromMinutes(1))];

        public int Concurrency => 1;

        public Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
