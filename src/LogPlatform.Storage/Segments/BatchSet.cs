using System.Runtime.InteropServices;

namespace LogPlatform.Storage.Segments;

/// <summary>A set of batch numbers as rising ranges. Batches are committed nearly in order, so it is one long range and a few short ones.</summary>
internal sealed class BatchSet
{
    // Rising, with at least one number missing between two of them. The first starts at 1 as soon as 1 is in.
    private readonly List<BatchRange> _ranges = [];

    /// <summary>The highest number of which it and all below are in; 0 when 1 is missing.</summary>
    public long Prefix => _ranges is [{ First: 1 } first, ..] ? first.Last : 0;

    /// <summary>The highest number; 0 when the set is empty.</summary>
    public long Highest => _ranges.Count == 0 ? 0 : _ranges[^1].Last;

    /// <summary>The ranges, rising.</summary>
    public ReadOnlySpan<BatchRange> Ranges => CollectionsMarshal.AsSpan(_ranges);

    /// <summary>Whether a number is in.</summary>
    public bool Contains(long id)
    {
        var at = FirstNotBelow(id);
        return at < _ranges.Count && _ranges[at].First <= id;
    }

    /// <summary>Adds a number.</summary>
    public void Add(long id) => Add(new BatchRange(id, id));

    /// <summary>Adds all numbers of a range.</summary>
    public void Add(BatchRange range)
    {
        // Merge with all ranges that overlap or touch it.
        var at = FirstNotBelow(range.First - 1);
        var end = at;
        while (end < _ranges.Count && _ranges[end].First <= range.Last + 1)
        {
            range = new BatchRange(Math.Min(range.First, _ranges[end].First), Math.Max(range.Last, _ranges[end].Last));
            end++;
        }

        if (end > at)
        {
            _ranges[at] = range;
            _ranges.RemoveRange(at + 1, end - at - 1);
        }
        else
        {
            _ranges.Insert(at, range);
        }
    }

    // The first range that ends at or behind `id`.
    private int FirstNotBelow(long id)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ranges[middle].Last >= id ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
