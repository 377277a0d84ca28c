using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Ingest;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>A platform that always looks the same, unless it cannot be looked at.</summary>
internal sealed class FixedStatus : IPlatformStatus
{
    public bool IsReady { get; set; } = true;

    /// <summary>Whether nothing has come in yet.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>What a look ends with; null when it succeeds.</summary>
    public Exception? Failure { get; set; }

    public PlatformStatus Snapshot() => Failure is { } failure ? throw failure : new(
        "1.2.3",
        DateTimeOffset.UnixEpoch,
        IsReady,
        new PointerStatus(Color.Blue, 7, "r1", DateTimeOffset.UnixEpoch),
        [new SlotStatus(Color.Blue, true, "r1", 1, [new NodeStatus("blue-0", NodeState.Ready, 42, 0, 1, 10, 0.5, 1 << 20, new string('a', 64))])],
        new JournalStatus(10, 100, 1000, 1, 5, 4096),
        new StoreStatus(3, 95, 500, 9, 0),
        new IntakeTotals(10, 100, 1000, 0, 0, 0, 0));

    public LedgerReport Ledger() => Failure is { } failure ? throw failure
        : IsEmpty ? new([], 0, 0, 0, 0, 0, true)
        : new([new GenerationLedger(7, "r1", 9, 90, 3, 2)], 100, 90, 3, 2, 5, true);
}
