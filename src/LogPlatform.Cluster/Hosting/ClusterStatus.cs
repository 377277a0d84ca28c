using System.Reflection;
using LogPlatform.Cluster.Routing;
using LogPlatform.Cluster.Slots;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Postgres;

namespace LogPlatform.Cluster.Hosting;

/// <summary>What the control page and <c>logctl status</c> show of the cluster, as this gateway sees it.</summary>
internal sealed class ClusterStatus(ClusterSlots slots, ClusterRouter router, PostgresPorts ports, LedgerReader ledger, IngestInstruments intake, TimeProvider time) : IPlatformStatus
{
    private readonly string _version = typeof(ClusterStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public bool IsReady => router.Begun.IsCompleted && router.IsConfirmed && slots.At(router.Current.Color).Nodes.Any(node => node.State == NodeState.Ready);

    public PlatformStatus Snapshot()
    {
        var pointer = router.Current;
        var account = ledger.Read();
        var last = ports.Journal.LastDurable.Value;
        var bytes = ports.Journal.Bytes();
        var stored = ports.Store.Status();
        return new PlatformStatus(
            _version,
            _startedAt,
            IsReady,
            new PointerStatus(pointer.Color, pointer.Generation.Value, pointer.Release.Name, router.Since),
            [Slot(Color.Blue, pointer), Slot(Color.Green, pointer)],
            new JournalStatus(last, account.Accepted, bytes.Accepted, ports.Journal.Pending, account.InFlight, bytes.OnDisk),
            new StoreStatus(stored.Blocks, stored.Rows, stored.Bytes, ports.Store.DurableWatermark.Value, ports.Store.Count),
            intake.Totals);
    }

    public LedgerReport Ledger() => ledger.Read();

    private SlotStatus Slot(Color color, SlotPointer pointer) => new(
        color,
        pointer.Color == color,
        slots.At(color).Report?.Release,
        router.LeasesOf(color),
        [.. slots.At(color).Nodes.Select(NodeStatus.Of)]);
}
