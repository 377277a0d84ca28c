using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Mirror;

/// <summary>A unit that production has committed, with its answer. Disposing gives the answer's memory and its place in the mirror back.</summary>
internal sealed class TappedUnit(MirrorIntake intake, SlotPointer pointer, IReadOnlyList<JournalEntry> entries, WorkResult result, long bytes, long takenAt) : IDisposable
{
    private int _disposed;

    public SlotPointer Pointer { get; } = pointer;

    public IReadOnlyList<JournalEntry> Entries { get; } = entries;

    public WorkResult Result { get; } = result;

    /// <summary>Timestamp of its clock.</summary>
    public long TakenAt { get; } = takenAt;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Result.Dispose();
            intake.GiveBack(bytes);
        }
    }
}
