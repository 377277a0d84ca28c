using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Encodes the columns that have a value for every row.</summary>
internal sealed class RowColumnsWriter(IntColumnWriter ints, OriginWriter origins)
{
    private const int SeverityCount = 256;

    private readonly GrowList<long> _column = new();
    private readonly GrowList<long> _times = new();
    private readonly GrowList<int> _offsets = new();
    private readonly GrowList<byte> _encoded = new();
    private ObservedOrigin _observedOrigin;
    private readonly int[] _severityCounts = new int[SeverityCount];

    /// <summary>Writes the light section and returns the least and the greatest effective time.</summary>
    public (long Min, long Max) WriteLight(RecordBatch batch, ReadOnlySpan<int> rows, GrowList<byte> light)
    {
        var records = batch.Records.AsSpan();
        Array.Clear(_severityCounts);
        _times.Clear();
        var times = _times.AddUninitialized(rows.Length);
        var severities = NewColumn(rows.Length);
        var min = long.MaxValue;
        var max = long.MinValue;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var record = ref records[rows[i]];
            _severityCounts[record.Severity]++;
            severities[i] = record.Severity;
            times[i] = batch.TimeOf(record);
            min = Math.Min(min, times[i]);
            max = Math.Max(max, times[i]);
        }

        VarInt.Write(light, _severityCounts.Count(static count => count > 0));
        for (var severity = 0; severity < SeverityCount; severity++)
        {
            if (_severityCounts[severity] > 0)
            {
                light.Add((byte)severity);
                VarInt.Write(light, _severityCounts[severity]);
            }
        }

        WriteWithLength(light, severities);
        var column = _column.AsSpan();
        for (var i = 0; i < rows.Length; i++)
        {
            column[i] = origins.Resource(batch, records[rows[i]].Resource);
        }

        WriteWithLength(light, column);
        for (var i = 0; i < rows.Length; i++)
        {
            column[i] = origins.Scope(batch, records[rows[i]].Scope);
        }

        WriteWithLength(light, column);
        ints.WriteTimes(light, times);
        return (min, max);
    }

    /// <summary>Writes all other columns; their offsets go to <paramref name="schema"/>.</summary>
    public void Write(RecordBatch batch, ReadOnlySpan<int> rows, ReadOnlySpan<long> shapeOfRow, GrowList<byte> data, GrowList<byte> schema)
    {
        _offsets.Clear();
        var records = batch.Records.AsSpan();
        Begin(data);
        ints.Write(data, shapeOfRow);

        Begin(data);
        var column = NewColumn(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            column[i] = origins.Source(records[rows[i]].Source);
        }

        ints.Write(data, column);
        WriteOrdinals(records, rows, data);
        WriteObserved(batch, records, rows, data);
        Begin(data);
        for (var i = 0; i < rows.Length; i++)
        {
            column[i] = records[rows[i]].Flags;
        }

        ints.Write(data, column);
        Begin(data);
        for (var i = 0; i < rows.Length; i++)
        {
            column[i] = records[rows[i]].DroppedAttributes;
        }

        ints.Write(data, column);
        schema.Add((byte)_observedOrigin);
        foreach (var offset in _offsets.AsSpan())
        {
            VarInt.Write(schema, offset);
        }
    }

    // With the length in front, a reader that wants what follows need not decode the column.
    private void WriteWithLength(GrowList<byte> light, ReadOnlySpan<long> column)
    {
        _encoded.Clear();
        ints.Write(_encoded, column);
        VarInt.Write(light, _encoded.Count);
        light.AddRange(_encoded.AsSpan());
    }

    private void Begin(GrowList<byte> data) => _offsets.Add(data.Count);

    private Span<long> NewColumn(int rows)
    {
        _column.Clear();
        return _column.AddUninitialized(rows);
    }

    private void WriteOrdinals(ReadOnlySpan<LogRecord> records, ReadOnlySpan<int> rows, GrowList<byte> data)
    {
        Begin(data);
        var column = _column.AsSpan();
        var source = -1;
        var expected = 0L;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var record = ref records[rows[i]];
            expected = record.Source == source ? expected : 0;
            column[i] = record.Ordinal - expected;
            source = record.Source;
            expected = record.Ordinal + 1L;
        }

        ints.Write(data, column);
    }

    private void WriteObserved(RecordBatch batch, ReadOnlySpan<LogRecord> records, ReadOnlySpan<int> rows, GrowList<byte> data)
    {
        Begin(data);
        var column = _column.AsSpan();
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var record = ref records[rows[i]];
            column[i] = (record.TimeUnixNano != 0 ? 1 : 0) | (record.ObservedUnixNano != 0 ? 2 : 0);
        }

        ints.Write(data, column);

        Difference(batch, records, rows, column, toReceipt: true);
        var toReceipt = IntSpread.Of(column).Range;
        Difference(batch, records, rows, column, toReceipt: false);
        var byTime = IntSpread.Of(column).Range <= toReceipt;
        if (!byTime)
        {
            Difference(batch, records, rows, column, toReceipt: true);
        }

        _observedOrigin = byTime ? ObservedOrigin.Time : ObservedOrigin.Receipt;
        Begin(data);
        ints.Write(data, column);
    }

    private static void Difference(RecordBatch batch, ReadOnlySpan<LogRecord> records, ReadOnlySpan<int> rows, Span<long> column, bool toReceipt)
    {
        var sources = batch.Sources.AsSpan();
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var record = ref records[rows[i]];
            var known = record.TimeUnixNano != 0 && record.ObservedUnixNano != 0;
            var near = toReceipt ? sources[record.Source].ReceivedUnixNano : record.TimeUnixNano;
            column[i] = known ? record.ObservedUnixNano - near : 0;
        }
    }
}
