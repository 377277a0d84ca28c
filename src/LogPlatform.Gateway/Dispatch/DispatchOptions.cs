using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>How journaled batches are grouped and sent to the active slot.</summary>
public sealed class DispatchOptions
{
    /// <summary>Raw bytes of a unit of work above which no further batch joins it; a single larger batch is a unit of its own. 64 KiB to 64 MiB, default 2 MiB.</summary>
    [Range(64 << 10, 64 << 20)]
    public int UnitBytes { get; set; } = 2 << 20;

    /// <summary>Records of a unit above which no further batch joins it. 1 to 1,000,000, default 8,192.</summary>
    [Range(1, 1_000_000)]
    public int UnitRecords { get; set; } = 8192;

    /// <summary>
    /// How long the first batch of an incomplete unit waits for company, so that small batches share a block. 0 to 10 s, default 100 ms: what a search sees lags behind by this much.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Units under way at once, over all nodes of the slot; never fewer than its nodes can hold, so that none idles. 1 to 64, default 4.</summary>
    [Range(1, 64)]
    public int UnitsInFlight { get; set; } = 4;

    /// <summary>How often a single batch may take a worker down before it goes to quarantine as a whole. 1 to 10, default 3.</summary>
    [Range(1, 10)]
    public int StrikesPerBatch { get; set; } = 3;

    /// <summary>Pause before a unit is tried again after the store had no room. 10 ms to 1 min, default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan StoreRetry { get; set; } = TimeSpan.FromMilliseconds(500);
}
