using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>
/// Severities, resources, scopes and times: what an overview asks for. How often each severity occurs stands in front, so that a histogram of a whole block
/// decodes nothing.
/// </summary>
internal sealed class LightSection
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _rows;
    private readonly int _severitiesAt;
    private readonly int _resourcesAt;
    private readonly int _scopesAt;
    private readonly int _timesAt;

    public LightSection(ReadOnlyMemory<byte> bytes, int rows)
    {
        _bytes = bytes;
        _rows = rows;
        var cursor = new BlockCursor(bytes.Span);
        var counts = new (byte Severity, int Count)[cursor.Count(byte.MaxValue + 1)];
        var total = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = (cursor.Byte(), cursor.Count(rows));
            total += counts[i].Count;
        }

        if (total != rows)
        {
            throw new CorruptBlockException("The severities do not add up.");
        }

        Counts = counts;
        _severitiesAt = Skip(ref cursor);
        _resourcesAt = Skip(ref cursor);
        _scopesAt = Skip(ref cursor);
        _timesAt = cursor.Position;
    }

    /// <summary>How many rows have each severity number.</summary>
    public IReadOnlyList<(byte Severity, int Count)> Counts { get; }

    /// <summary>The severity number of each row.</summary>
    public long[] ReadSeverities() => Read(_severitiesAt);

    /// <summary>The resource of each row plus 1; 0 for none.</summary>
    public int[] ReadResources(int count) => ReadIndexes(_resourcesAt, count);

    /// <summary>The scope of each row plus 1; 0 for none.</summary>
    public int[] ReadScopes(int count) => ReadIndexes(_scopesAt, count);

    /// <summary>The effective time of each row.</summary>
    public long[] ReadTimes() => Read(_timesAt);

    private static int Skip(ref BlockCursor cursor)
    {
        var length = cursor.Count(cursor.Left);
        var at = cursor.Position;
        cursor.Bytes(length);
        return at;
    }

    private long[] Read(int at)
    {
        var cursor = new BlockCursor(_bytes.Span, at);
        return IntColumn.Read(ref cursor, _rows);
    }

    private int[] ReadIndexes(int at, int count)
    {
        var cursor = new BlockCursor(_bytes.Span, at);
        return IntColumn.ReadIndexes(ref cursor, _rows, count + 1);
    }
}
