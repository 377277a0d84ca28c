using System.Collections.Concurrent;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;

namespace LogPlatform.Gateway.Tests.Dispatch;

/// <summary>A tap whose answer a test scripts, and which remembers what it was offered.</summary>
internal sealed class ScriptedTap(Func<SlotPointer, IReadOnlyList<JournalEntry>, WorkResult, bool> answer) : IUnitTap
{
    public ConcurrentQueue<(SlotPointer Pointer, IReadOnlyList<JournalEntry> Entries, WorkResult Result)> Offered { get; } = [];

    public bool TryTake(SlotPointer pointer, IReadOnlyList<JournalEntry> entries, WorkResult result)
    {
        Offered.Enqueue((pointer, entries, result));
        return answer(pointer, entries, result);
    }
}
