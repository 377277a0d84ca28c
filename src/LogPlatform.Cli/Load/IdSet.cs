using System.Numerics;

namespace LogPlatform.Cli.Load;

/// <summary>
/// A set of record numbers, one bit each: unlike counters and maxima it cannot be fooled by one record lost and another doubled. Pages of 64 KiB are made
/// when they are first touched. Thread-safe.
/// </summary>
public sealed class IdSet
{
    private const int PageBits = 1 << 19;

    private readonly Lock _gate = new();
    private readonly List<ulong[]?> _pages = [];
    private long _count;

    /// <summary>Number of ids in the set.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Adds an id of 0 to <see cref="LoadOptions.MaxRecords"/> - 1; false when it was in already.</summary>
    public bool Add(long id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, LoadOptions.MaxRecords);
        lock (_gate)
        {
            return Add_NeedsLock(id);
        }
    }

    /// <summary>Adds <paramref name="count"/> ids from <paramref name="first"/> on.</summary>
    public void AddRange(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, LoadOptions.MaxRecords);
        lock (_gate)
        {
            for (var end = first + count; first < end;)
            {
                // A word at a time: ranges are whole batches.
                var bits = (int)Math.Min(64 - (first & 63), end - first);
                ref var word = ref Word_NeedsLock(first);
                var added = (bits == 64 ? ulong.MaxValue : (1UL << bits) - 1) << (int)(first & 63);
                _count += BitOperations.PopCount(added & ~word);
                word |= added;
                first += bits;
            }
        }
    }

    /// <summary>Whether an id is in the set.</summary>
    public bool Contains(long id)
    {
        var page = id / PageBits;
        lock (_gate)
        {
            return id >= 0 && page < _pages.Count && _pages[(int)page] is { } words && (words[(id % PageBits) >> 6] & (1UL << (int)(id & 63))) != 0;
        }
    }

    /// <summary>The ids of this set that are not in <paramref name="other"/>, rising.</summary>
    public IEnumerable<long> Except(IdSet other)
    {
        for (var page = 0; page < PageCount; page++)
        {
            if (PageOf(page) is not { } words)
            {
                continue;
            }

            var others = other.PageOf(page);
            for (var i = 0; i < words.Length; i++)
            {
                for (var left = words[i] & ~(others?[i] ?? 0); left != 0; left &= left - 1)
                {
                    yield return ((long)page * PageBits) + (i * 64L) + BitOperations.TrailingZeroCount(left);
                }
            }
        }
    }

    private int PageCount
    {
        get
        {
            lock (_gate)
            {
                return _pages.Count;
            }
        }
    }

    private ulong[]? PageOf(int page)
    {
        lock (_gate)
        {
            return page < _pages.Count ? _pages[page] : null;
        }
    }

    private bool Add_NeedsLock(long id)
    {
        ref var word = ref Word_NeedsLock(id);
        var bit = 1UL << (int)(id & 63);
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        _count++;
        return true;
    }

    private ref ulong Word_NeedsLock(long id)
    {
        var page = (int)(id / PageBits);
        while (_pages.Count <= page)
        {
            _pages.Add(null);
        }

        var words = _pages[page] ??= new ulong[PageBits / 64];
        return ref words[(id % PageBits) >> 6];
    }
}
