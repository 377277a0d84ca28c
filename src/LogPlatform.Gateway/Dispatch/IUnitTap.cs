using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Sees what production made of each unit, after it was committed. It must not wait: what it cannot take, it leaves.</summary>
public interface IUnitTap
{
    /// <summary>Offers a committed unit. True takes the result over: the tap then disposes it.</summary>
    bool TryTake(SlotPointer pointer, IReadOnlyList<JournalEntry> entries, WorkResult result);
}
