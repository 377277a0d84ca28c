using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Times and severities. How often each severity occurs stands in front, so that a histogram of a whole block decodes nothing.</summary>
internal sealed class LightSection
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _rows;
    private readonly int _severitiesAt;

    public LightSection(ReadOnlyMemory<byte> bytes, int rows)
    {
        _bytes = bytes;
        _rows = rows;
        var cursor = new BlockCursor(bytes.Span);
        var counts = new (byte Severity, int Count)[cursor.Byte()];
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
        _severitiesAt = cursor.Position;
    }

    /// <summary>How many rows have each severity number.</summary>
    public IReadOnlyList<(byte Severity, int Count)> Counts { get; }

    /// <summary>The severity number of each row.</summary>
    public long[] ReadSeverities()
    {
        var cursor = new BlockCursor(_bytes.Span, _severitiesAt);
        return IntColumn.Read(ref cursor, _rows);
    }

    /// <summary>The effective time of each row.</summary>
    public long[] ReadTimes()
    {
        var cursor = new BlockCursor(_bytes.Span, _severitiesAt);
        IntColumn.Read(ref cursor, _rows);
        return IntColumn.Read(ref cursor, _rows);
    }
}
