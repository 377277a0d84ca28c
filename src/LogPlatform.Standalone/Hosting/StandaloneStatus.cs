using System.Reflection;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Standalone.Slots;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Standalone.Hosting;

/// <summary>What the control page and <c>logctl status</c> show of this process and its workers.</summary>
internal sealed class StandaloneStatus(SlotHost slots, FileJournal journal, SegmentStore store, LedgerReader ledger, IngestInstruments intake, TimeProvider time) : IPlatformStatus
{
    private readonly string _version = typeof(StandaloneStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public bool IsReady => slots.Slot.Nodes.Any(node => node.State == NodeState.Ready);

    public PlatformStatus Snapshot()
    {
        var epoch = slots.Active.Current;
        var pointer = epoch.Pointer;
        var account = ledger.Read();
        return new PlatformStatus(
            _version,
            _startedAt,
            IsReady,
            new PointerStatus(pointer.Color, pointer.Generation.Value, pointer.Release.Name, slots.Since),
            [new SlotStatus(slots.Slot.Color, true, slots.Slot.Release, epoch.Latch.Count, [.. slots.Slot.Nodes.Select(Node)])],
            Journal(account),
            Store(),
            intake.Totals);
    }

    public LedgerReport Ledger() => ledger.Read();

    private static NodeStatus Node(LocalNode node)
    {
        var (cpu, resident) = node.Usage();
        return new NodeStatus(node.Name, node.State, node.ProcessId, node.Restarts, node.InFlight, node.Units, cpu.TotalSeconds, resident);
    }

    private Gateway.Control.JournalStatus Journal(LedgerReport account)
    {
        var status = journal.Status();
        var last = journal.LastDurable.Value;
        return new Gateway.Control.JournalStatus(
            last,
            account.Accepted,
            status.AppendedBytes,
            last - store.DurableWatermark.Value,
            account.InFlight,
            status.BytesOnDisk);
    }

    private StoreStatus Store()
    {
        var status = store.Status();
        var rows = store.Blocks(long.MinValue, long.MaxValue).Sum(block => (long)block.Rows);
        return new StoreStatus(status.Blocks, rows, status.BytesOnDisk, store.DurableWatermark.Value, store.Count);
    }
}
