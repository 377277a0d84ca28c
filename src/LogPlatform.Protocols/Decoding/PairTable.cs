using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Decoding;

/// <summary>
/// Finds the number that was given to a pair of texts and a tag in this ingested batch. An open-addressing table over the bytes; it holds ranges of the batch's buffer, no
/// copies.
/// </summary>
internal sealed class PairTable
{
    private readonly GrowList<Entry> _entries = new();
    private RecordBatch _batch = null!;
    private int[] _slots = new int[64];

    /// <summary>Begins an ingested batch.</summary>
    public void Start(RecordBatch batch)
    {
        _batch = batch;
        if (_slots.Length > 1 << 12)
        {
            _slots = new int[64];
        }
        else if (_entries.Count > 0)
        {
            Array.Clear(_slots);
        }

        _entries.ClearAndTrim(1 << 12);
    }

    /// <summary>The number of a pair; false when it is new.</summary>
    public bool TryFind(TextRef first, TextRef second, uint tag, out int number)
    {
        var a = _batch.Text(first);
        var b = _batch.Text(second);
        var hash = Hash(a, b, tag);
        for (var slot = (int)hash & (_slots.Length - 1); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref var entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && entry.Tag == tag && _batch.Text(entry.First).SequenceEqual(a) && _batch.Text(entry.Second).SequenceEqual(b))
            {
                number = entry.Number;
                return true;
            }
        }

        number = -1;
        return false;
    }

    /// <summary>Gives a new pair its number.</summary>
    public void Add(TextRef first, TextRef second, uint tag, int number)
    {
        var hash = Hash(_batch.Text(first), _batch.Text(second), tag);
        _entries.Add(new Entry { Hash = hash, First = first, Second = second, Tag = tag, Number = number });
        if (_entries.Count * 2 > _slots.Length)
        {
            _slots = new int[_slots.Length * 2];
            for (var i = 0; i < _entries.Count; i++)
            {
                Place(i);
            }
        }
        else
        {
            Place(_entries.Count - 1);
        }
    }

    private void Place(int entry)
    {
        var slot = (int)_entries[entry].Hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = entry + 1;
    }

    private static uint Hash(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, uint tag)
    {
        var hash = default(HashCode);
        hash.AddBytes(a);
        hash.Add(a.Length);
        hash.AddBytes(b);
        hash.Add(tag);
        return (uint)hash.ToHashCode();
    }

    private struct Entry
    {
        public uint Hash;
        public uint Tag;
        public int Number;
        public TextRef First;
        public TextRef Second;
    }
}
