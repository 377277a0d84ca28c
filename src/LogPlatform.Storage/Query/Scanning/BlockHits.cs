using LogPlatform.Core.Ports;
using LogPlatform.Storage.Query.Evaluation;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>The next hits of one block, in the order of the search.</summary>
internal sealed class BlockHits
{
    private readonly HitKey[] _keys;
    private int _next;

    private BlockHits(StoredBlock block, HitKey[] keys, bool isCut)
    {
        Block = block;
        _keys = keys;
        IsCut = isCut;
    }

    /// <summary>The block.</summary>
    public StoredBlock Block { get; }

    /// <summary>The open block, as long as it stays open.</summary>
    public BlockHandle? Handle { get; set; }

    /// <summary>Whether the block has hits behind these.</summary>
    public bool IsCut { get; }

    /// <summary>Whether there is no hit left.</summary>
    public bool IsEmpty => _next == _keys.Length;

    /// <summary>The next hit.</summary>
    public HitKey First => _keys[_next];

    /// <summary>The last of these hits.</summary>
    public HitKey Last => _keys[^1];

    /// <summary>Goes on to the next hit.</summary>
    public void Advance() => _next++;

    /// <summary>The first <paramref name="most"/> of <paramref name="matches"/> that come after <paramref name="after"/>.</summary>
    public static BlockHits Of(BlockHandle handle, RowSet matches, SearchOrder order, HitKey? after, int most)
    {
        var times = handle.Reader.Times;
        var keys = new List<HitKey>();
        var isSorted = true;
        foreach (var row in matches)
        {
            var key = new HitKey(times[row], handle.Block.Id, row);
            if (after is { } last && (order == SearchOrder.NewestFirst ? key.CompareTo(last) >= 0 : key.CompareTo(last) <= 0))
            {
                continue;
            }

            isSorted &= keys.Count == 0 || keys[^1].CompareTo(key) < 0;
            keys.Add(key);
        }

        // Clients send mostly in the order of time.
        if (!isSorted)
        {
            keys.Sort();
        }

        if (order == SearchOrder.NewestFirst)
        {
            keys.Reverse();
        }

        var isCut = keys.Count > most;
        return new BlockHits(handle.Block, [.. isCut ? keys.GetRange(0, most) : keys], isCut) { Handle = handle };
    }
}
