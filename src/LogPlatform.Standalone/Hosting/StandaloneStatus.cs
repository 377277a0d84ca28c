using System.Reflection;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Standalone.Slots;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Standalone.Hosting;

/// <summary>What the control page and <c>logctl status</c> show of this process and its workers.</summary>
internal sealed class StandaloneStatus(
    LocalSlots slots,
    LocalRouter router,
    FileJournal journal,
    SegmentStore store,
    LedgerReader ledger,
    IngestInstruments intake,
    TimeProvider time) : IPlatformStatus
{
    private readonly string _version = typeof(StandaloneStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    // Before the start and after the stop no slot serves, and then this is not the place to complain.
    public bool IsReady => slots.Serving is not Color.None and var color && slots.At(color) is { HasReadyNode: true };

    public PlatformStatus Snapshot()
    {
        var pointer = router.Current;
        var account = ledger.Read();
        return new PlatformStatus(
            _version,
            _startedAt,
            IsReady,
            new PointerStatus(pointer.Color, pointer.Generation.Value, pointer.Release.Name, router.Since),
            [Slot(Color.Blue, pointer), Slot(Color.Green, pointer)],
            Journal(account),
            Store(),
            intake.Totals);
    }

    public LedgerReport Ledger() => ledger.Read();

    private SlotStatus Slot(Color color, SlotPointer pointer)
    {
        var slot = slots.At(color);
        return new SlotStatus(color, pointer.Color == color, slot?.Release.Name, router.LeasesOf(color), [.. (slot?.Nodes ?? []).Select(NodeStatus.Of)]);
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
        return new StoreStatus(status.Blocks, status.Rows, status.BytesOnDisk, store.DurableWatermark.Value, store.Count);
    }
}
