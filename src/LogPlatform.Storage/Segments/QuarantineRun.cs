using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>The quarantined records of one frame.</summary>
internal sealed class QuarantineRun(SlotPointer pointer, FramePlace list, long bytes, long firstId, long[]? ids, int count)
{
    private readonly HashSet<int> _gone = [];

    /// <summary>The pointer under which processing failed.</summary>
    public SlotPointer Pointer { get; } = pointer;

    /// <summary>Where the encoded list is.</summary>
    public FramePlace List { get; set; } = list;

    /// <summary>Bytes of the encoded list.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Lowest id in it.</summary>
    public long FirstId { get; } = firstId;

    /// <summary>Highest id in it.</summary>
    public long LastId => IdAt(Count - 1);

    /// <summary>Number of records in the list.</summary>
    public int Count { get; } = count;

    /// <summary>Number of records that were neither released nor carried over to a later frame.</summary>
    public int Live => Count - _gone.Count;

    /// <summary>The id of the record at a position of the list.</summary>
    public long IdAt(int index) => ids is null ? FirstId + index : ids[index];

    /// <summary>Whether the record at a position is still there.</summary>
    public bool IsLive(int index) => !_gone.Contains(index);

    /// <summary>The position of a record; negative when it is not in the list.</summary>
    public int IndexOf(long id) => ids is not null ? Array.BinarySearch(ids, id) : id < FirstId || id >= FirstId + Count ? -1 : (int)(id - FirstId);

    /// <summary>Takes a record out; false when it is not there.</summary>
    public bool Remove(long id) => IndexOf(id) is >= 0 and var index && _gone.Add(index);

    /// <summary>The ids of the records that are still there.</summary>
    public long[] LiveIds() => [.. Enumerable.Range(0, Count).Where(IsLive).Select(IdAt)];
}
