using System.Runtime.InteropServices;
using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Segments;

/// <summary>The committed blocks by id and by time. Used under the store's lock.</summary>
internal sealed class BlockCatalog
{
    private readonly List<Slot> _byId = [];

    // By rising latest time. Blocks come nearly in that order, so an insertion moves little; the bounds are here so that a search touches no block.
    private readonly List<Bounds> _byTime = [];

    // Blocks that others have taken the place of. Whoever listed them before that may still read them.
    private readonly Dictionary<long, FramePlace> _superseded = [];

    /// <summary>Number of blocks.</summary>
    public int Count => _byId.Count;

    /// <summary>Number of records in them.</summary>
    public long Rows { get; private set; }

    /// <summary>The highest id; 0 without blocks.</summary>
    public long LastId => _byId.Count == 0 ? 0 : _byId[^1].Block.Id;

    /// <summary>Adds a block with a higher id than all before.</summary>
    public void Add(StoredBlock block, FramePlace place)
    {
        _byId.Add(new Slot(block, place));
        Rows += block.Rows;
        var at = _byTime.Count;
        if (at > 0 && _byTime[^1].Max > block.MaxUnixNano)
        {
            at = FirstAtOrAfter(block.MaxUnixNano);
        }

        _byTime.Insert(at, new Bounds(block.MinUnixNano, block.MaxUnixNano, block));
    }

    /// <summary>Takes blocks out and puts others in at their places, given by rising id.</summary>
    public void Replace(HashSet<long> hidden, IReadOnlyList<(StoredBlock Block, FramePlace Place)> shown)
    {
        foreach (var slot in _byId.Where(slot => hidden.Contains(slot.Block.Id)))
        {
            _superseded[slot.Block.Id] = slot.Place;
            Rows -= slot.Block.Rows;
        }

        _byId.RemoveAll(slot => hidden.Contains(slot.Block.Id));
        _byTime.RemoveAll(bounds => hidden.Contains(bounds.Block.Id));
        Merge(_byId, shown.Select(item => new Slot(item.Block, item.Place)), slot => slot.Block.Id);
        Merge(_byTime, shown.Select(item => new Bounds(item.Block.MinUnixNano, item.Block.MaxUnixNano, item.Block)).OrderBy(bounds => bounds.Max), bounds => bounds.Max);
        Rows += shown.Sum(item => (long)item.Block.Rows);
    }

    /// <summary>Blocks with a record at or after <paramref name="from"/> and before <paramref name="to"/>, latest first.</summary>
    public List<StoredBlock> Between(long from, long to)
    {
        var blocks = new List<StoredBlock>();
        var times = CollectionsMarshal.AsSpan(_byTime);
        var first = FirstAtOrAfter(from);
        for (var i = times.Length - 1; i >= first; i--)
        {
            if (times[i].Min < to)
            {
                blocks.Add(times[i].Block);
            }
        }

        return blocks;
    }

    /// <summary>At most <paramref name="most"/> blocks after an id, in order.</summary>
    public List<StoredBlock> After(long id, int most)
    {
        var first = FirstAfter(id);
        var blocks = new List<StoredBlock>(Math.Min(most, _byId.Count - first));
        for (var i = first; i < _byId.Count && blocks.Count < most; i++)
        {
            blocks.Add(_byId[i].Block);
        }

        return blocks;
    }

    /// <summary>Where a block's bytes are; false when retention took it.</summary>
    public bool TryFind(long id, out FramePlace place)
    {
        var at = FirstAfter(id - 1);
        var found = at < _byId.Count && _byId[at].Block.Id == id;
        place = found ? _byId[at].Place : default;
        return found || _superseded.TryGetValue(id, out place);
    }

    /// <summary>Says where a block is after its frame was written again. One that is staged only is not known here.</summary>
    public void Move(long id, FramePlace place)
    {
        var at = FirstAfter(id - 1);
        if (at < _byId.Count && _byId[at].Block.Id == id)
        {
            _byId[at] = _byId[at] with { Place = place };
        }
        else if (_superseded.ContainsKey(id))
        {
            _superseded[id] = place;
        }
    }

    /// <summary>Drops all blocks in segments up to a number: the ones with the lowest ids.</summary>
    public void RemoveThrough(long segment)
    {
        var count = _byId.FindIndex(slot => slot.Place.Segment.Header.Number > segment);
        count = count < 0 ? _byId.Count : count;
        if (count > 0)
        {
            var lastId = _byId[count - 1].Block.Id;
            Rows -= _byId.Take(count).Sum(slot => (long)slot.Block.Rows);
            _byId.RemoveRange(0, count);
            _byTime.RemoveAll(bounds => bounds.Block.Id <= lastId);
        }

        foreach (var (id, place) in _superseded)
        {
            if (place.Segment.Header.Number <= segment)
            {
                _superseded.Remove(id);
            }
        }
    }

    private static void Merge<T>(List<T> into, IEnumerable<T> more, Func<T, long> keyOf)
    {
        var merged = new List<T>(into.Count);
        var at = 0;
        foreach (var item in more)
        {
            for (; at < into.Count && keyOf(into[at]) <= keyOf(item); at++)
            {
                merged.Add(into[at]);
            }

            merged.Add(item);
        }

        if (merged.Count > 0)
        {
            merged.AddRange(into.Skip(at));
            into.Clear();
            into.AddRange(merged);
        }
    }

    private int FirstAfter(long id)
    {
        var (low, high) = (0, _byId.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _byId[middle].Block.Id > id ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private int FirstAtOrAfter(long time)
    {
        var (low, high) = (0, _byTime.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _byTime[middle].Max >= time ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private readonly record struct Slot(StoredBlock Block, FramePlace Place);

    private readonly record struct Bounds(long Min, long Max, StoredBlock Block);
}
