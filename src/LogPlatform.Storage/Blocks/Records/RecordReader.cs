using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Puts records of a block together again.</summary>
internal sealed class RecordReader
{
    private const int HasTime = 1;
    private const int HasObserved = 2;

    private readonly BlockReader _block;
    private readonly RecordBatch _batch;
    private readonly ValueReader _values;
    private readonly GrowList<byte> _nested = new();
    private readonly OriginReader _origins;

    public RecordReader(BlockReader block, RecordBatch batch)
    {
        _block = block;
        _batch = batch;
        _values = new ValueReader(block.Schema, batch);
        _origins = new OriginReader(block.Schema, batch, _values);
    }

    /// <summary>Appends the records at <paramref name="rows"/>.</summary>
    public void Read(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        foreach (var row in rows)
        {
            var record = new LogRecord
            {
                Severity = (byte)_block.Severities[row],
                Flags = (uint)_block.Column(RowColumn.Flags)[row],
                DroppedAttributes = (uint)_block.Column(RowColumn.DroppedAttributes)[row],
                TraceId = _block.TraceIds[row],
                SpanId = (ulong)_block.SpanIds[row],
                Resource = _origins.Resource(_block.Resources[row]),
                Scope = _origins.Scope(_block.Scopes[row]),
                Source = _origins.Source(_block.Sources[row]),
                Ordinal = _block.Ordinals[row],
                Fate = RecordFate.Keep,
            };
            ReadTimes(row, ref record);
            ReadFields(row, ref record);
            _batch.Records.Add(record);
        }
    }

    private void ReadTimes(int row, ref LogRecord record)
    {
        var clocks = _block.Column(RowColumn.Clocks)[row];
        var effective = _block.Times[row];
        record.TimeUnixNano = (clocks & HasTime) != 0 ? effective : 0;
        if ((clocks & HasObserved) == 0)
        {
            return;
        }

        var observed = _block.Column(RowColumn.Observed)[row];
        record.ObservedUnixNano = (clocks & HasTime) == 0 ? effective
            : _block.Schema.ObservedOrigin == ObservedOrigin.Time ? effective + observed
            : _batch.Sources[record.Source].ReceivedUnixNano + observed;
    }

    private void ReadFields(int row, ref LogRecord record)
    {
        var shape = _block.Schema.Shapes[_block.Shapes[row]];
        var at = 0;
        var count = 0;
        foreach (var id in shape)
        {
            count += _block.Schema.Columns[id].Field >= ColumnField.FirstName ? 1 : 0;
        }

        // Reserved first: the members of nested maps go behind.
        record.AttributeStart = _batch.Attributes.Count;
        record.AttributeCount = count;
        _batch.Attributes.AddUninitialized(count).Clear();
        foreach (var id in shape)
        {
            var column = _block.Column(id);
            var value = ReadValue(column, _block.Ranks(id)[row]);
            switch (column.Place.Field)
            {
                case ColumnField.Body:
                    record.Body = value;
                    break;
                case ColumnField.SeverityText:
                    record.SeverityText = value.Text;
                    break;
                case ColumnField.EventName:
                    record.EventName = value.Text;
                    break;
                default:
                    _batch.Attributes[record.AttributeStart + at++] = new RecordAttribute(_values.Key(column.Place.Field - ColumnField.FirstName), value);
                    break;
            }
        }
    }

    private Value ReadValue(FieldColumn column, int index)
    {
        switch (column.Kind)
        {
            case ValueKind.String:
                return Value.OfString(AppendText(column.Texts, index));
            case ValueKind.Bytes:
                return Value.OfBytes(AppendText(column.Texts, index));
            case ValueKind.Bool:
                return Value.OfBool(column.Numbers[index] != 0);
            case ValueKind.Int:
                return Value.OfInt(column.Numbers[index]);
            case ValueKind.Double:
                return Value.OfDouble(BitConverter.Int64BitsToDouble(column.Numbers[index]));
            case ValueKind.Array or ValueKind.Map:
                _nested.Clear();
                column.Texts.Append(index, _nested);
                var cursor = new BlockCursor(_nested.AsSpan());
                return _values.Read(ref cursor);
            default:
                return default;
        }
    }

    private TextRef AppendText(TextColumn texts, int index)
    {
        var start = _batch.Buffer.Count;
        texts.Append(index, _batch.Buffer);
        return new TextRef(start, _batch.Buffer.Count - start);
    }
}
