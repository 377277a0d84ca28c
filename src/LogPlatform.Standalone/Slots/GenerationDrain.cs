using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Slots;

/// <summary>A generation that has ended, and how long its last leases took to come back.</summary>
internal sealed class GenerationDrain
{
    private readonly SlotEpoch<IProcessor> _epoch;

    /// <param name="epoch">The epoch that was closed.</param>
    /// <param name="endedAt">When, as a timestamp.</param>
    /// <param name="time">The clock of the timestamp.</param>
    public GenerationDrain(SlotEpoch<IProcessor> epoch, long endedAt, TimeProvider time)
    {
        _epoch = epoch;
        Drained = MeasureAsync(epoch.Latch.Drained, endedAt, time);
    }

    public SlotPointer Pointer => _epoch.Pointer;

    /// <summary>Leases that are still out.</summary>
    public long Leases => _epoch.Latch.Count;

    /// <summary>Completes when no lease is left, with the time since the end of the generation.</summary>
    public Task<TimeSpan> Drained { get; }

    private static async Task<TimeSpan> MeasureAsync(Task drained, long endedAt, TimeProvider time)
    {
        await drained;
        return time.GetElapsedTime(endedAt);
    }
}
