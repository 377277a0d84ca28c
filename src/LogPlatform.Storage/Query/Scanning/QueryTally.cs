using LogPlatform.Storage.Blocks;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>What a query has read so far. Not thread-safe: each worker has its own, and they are added up.</summary>
internal sealed class QueryTally
{
    private long _scanned;
    private long _rows;
    private long _rawBytes;

    /// <summary>Blocks with records in the time range.</summary>
    public long Considered { get; set; }

    /// <summary>Blocks whose rows were not looked at.</summary>
    public long Skipped { get; set; }

    /// <summary>Blocks that could not be read.</summary>
    public long Lost { get; set; }

    /// <summary>Rows that passed.</summary>
    public long Matched { get; set; }

    /// <summary>The sums.</summary>
    public QueryStats Stats => new(Considered, Skipped, _scanned, Lost, _rows, Matched, _rawBytes);

    /// <summary>Counts a block whose rows were looked at.</summary>
    public void Scan(BlockReader reader, int matched)
    {
        _scanned++;
        _rows += reader.Rows;
        _rawBytes += reader.Summary.RawBytes;
        Matched += matched;
    }

    /// <summary>Adds the sums of another.</summary>
    public void Add(QueryTally other)
    {
        Considered += other.Considered;
        Skipped += other.Skipped;
        Lost += other.Lost;
        Matched += other.Matched;
        _scanned += other._scanned;
        _rows += other._rows;
        _rawBytes += other._rawBytes;
    }
}
