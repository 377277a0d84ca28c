using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;

namespace LogPlatform.Gateway.Mirror;

/// <summary>Where the dispatcher offers each committed unit. While nothing is mirrored that costs one read.</summary>
internal sealed class UnitMirror : IUnitTap
{
    private MirrorIntake? _intake;

    /// <inheritdoc/>
    public bool TryTake(SlotPointer pointer, IReadOnlyList<JournalEntry> entries, WorkResult result) =>
        Volatile.Read(ref _intake)?.TryTake(pointer, entries, result) ?? false;

    /// <summary>Leads what is offered from now on to <paramref name="intake"/>.</summary>
    public void Open(MirrorIntake intake) => Volatile.Write(ref _intake, intake);

    /// <summary>Leads nothing more to <paramref name="intake"/>; another one that was opened meanwhile stays open.</summary>
    public void Close(MirrorIntake intake)
    {
        Interlocked.CompareExchange(ref _intake, null, intake);
        intake.Close();
    }
}
