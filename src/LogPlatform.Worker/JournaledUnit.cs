using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Processing;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Worker;

/// <summary>A unit that was handed over as positions in the journal: the bytes are read from its files.</summary>
internal sealed class JournaledUnit(JournalReader journal, WorkUnit unit) : IUnitBatches
{
    public int Count => unit.Entries.Count;

    public BatchId IdAt(int index) => unit.Entries[index].Id;

    public bool TryRead(int index, GrowList<byte> buffer, out TextRef payload, out BatchHeader? header)
    {
        var entry = unit.Entries[index];
        return journal.TryRead(entry.Id, entry.Slice, buffer, out payload, out header);
    }
}
