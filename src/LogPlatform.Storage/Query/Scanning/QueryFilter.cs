using LogPlatform.Core.Filters;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Query.Evaluation;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>A filter and a time range over blocks.</summary>
internal sealed class QueryFilter
{
    private readonly RowTest _test;
    private readonly long _from;
    private readonly long _to;

    public QueryFilter(Filter filter, long fromUnixNano, long toUnixNano)
    {
        _test = RowTest.For(filter);
        _from = fromUnixNano;
        _to = toUnixNano;
        IsAll = filter is AllFilter;
        Severities = _test as SeverityRows;
    }

    /// <summary>Whether every record passes.</summary>
    public bool IsAll { get; }

    /// <summary>The condition on severities that is the whole filter, if it is one.</summary>
    public SeverityRows? Severities { get; }

    /// <summary>Whether the first bytes of a block are enough to evaluate it.</summary>
    public bool IsLight => _test.IsLight;

    /// <summary>Whether the block is all in the time range.</summary>
    public bool Covers(StoredBlock block) => block.MinUnixNano >= _from && block.MaxUnixNano < _to;

    /// <summary>
    /// Evaluates a block. <paramref name="matches"/> is null when the block was ruled out; the result is null when it is lost. The handle is the caller's to dispose.
    /// </summary>
    public BlockHandle? Evaluate(StoredBlock block, BlockSource source, bool lightIsEnough, QueryTally tally, out RowSet? matches)
    {
        matches = null;
        var handle = IsAll && !lightIsEnough ? source.Open(block) : source.OpenPrefix(block);
        try
        {
            if (handle is not null && !_test.MayMatch(handle.View))
            {
                tally.Skipped++;
                return handle;
            }

            if (handle is { Reader.IsPrefix: true } && !(lightIsEnough && IsLight))
            {
                handle.Dispose();
                handle = source.Open(block);
            }

            if (handle is null)
            {
                tally.Lost++;
                return null;
            }

            matches = _test.Evaluate(handle.View, InRange(handle));
            tally.Scan(handle.Reader, matches.Count);
            return handle;
        }
        catch (CorruptBlockException)
        {
            handle?.Dispose();
            matches = null;
            tally.Lost++;
            return null;
        }
    }

    private RowSet InRange(BlockHandle handle)
    {
        var rows = handle.Reader.Rows;
        if (Covers(handle.Block))
        {
            return RowSet.All(rows);
        }

        var set = RowSet.None(rows);
        var times = handle.Reader.Times;
        for (var row = 0; row < rows; row++)
        {
            if (times[row] >= _from && times[row] < _to)
            {
                set.Add(row);
            }
        }

        return set;
    }
}
