using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Encodes bodies and attributes: gathers them by column, then encodes each column for its kind.</summary>
internal sealed class FieldColumnsWriter(IntColumnWriter ints, TextColumnWriter texts, ValueWriter values, KeyMap keys)
{
    private readonly ShapeTable _shapes = new();
    private readonly GrowList<long> _shapeOfRow = new();
    private readonly GrowList<Value> _cells = new();
    private readonly GrowList<int> _next = new();
    private readonly GrowList<TextRef> _texts = new();
    private readonly GrowList<long> _numbers = new();
    private readonly GrowList<long> _scratch = new();
    private readonly GrowList<byte> _nested = new();

    /// <summary>The index of each row's shape.</summary>
    public ReadOnlySpan<long> ShapeOfRow => _shapeOfRow.AsSpan();

    /// <summary>Assigns a shape to every row.</summary>
    public void Classify(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        _shapes.Clear();
        _shapeOfRow.Clear();
        var shapeOfRow = _shapeOfRow.AddUninitialized(rows.Length);
        var records = batch.Records.AsSpan();
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var record = ref records[rows[i]];
            shapeOfRow[i] = _shapes.Add(record, batch.AttributesOf(record));
        }
    }

    /// <summary>Encodes all columns, lists them and the shapes in <paramref name="schema"/>, and adds the hashes of their values for the filter.</summary>
    public void Write(RecordBatch batch, ReadOnlySpan<int> rows, BlockSinks sinks, GrowList<byte> schema, GrowList<ulong> hashes)
    {
        Gather(batch, rows);
        VarInt.Write(schema, _shapes.Columns.Length);
        foreach (ref readonly var column in _shapes.Columns)
        {
            var text = column.Field == ColumnField.Body ? sinks.BodyText : sinks.FieldText;
            VarInt.Write(schema, column.Field < ColumnField.FirstName ? column.Field : ColumnField.FirstName + keys.Number(column.Field - ColumnField.FirstName));
            schema.Add((byte)column.Kind);
            VarInt.Write(schema, sinks.Data.Count);
            VarInt.Write(schema, text.Count);
            WriteColumn(batch, column, sinks.Data, text, hashes);
        }

        VarInt.Write(schema, _shapes.Shapes.Length);
        foreach (ref readonly var shape in _shapes.Shapes)
        {
            VarInt.Write(schema, shape.ColumnCount);
            foreach (var column in _shapes.ColumnsOf(shape))
            {
                VarInt.Write(schema, column);
            }
        }
    }

    private void Gather(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        var columns = _shapes.Columns;
        foreach (ref readonly var shape in _shapes.Shapes)
        {
            foreach (var column in _shapes.ColumnsOf(shape))
            {
                columns[column].Count += shape.Count;
            }
        }

        var total = 0;
        _next.Clear();
        foreach (ref var column in columns)
        {
            column.Start = total;
            _next.Add(total);
            total += column.Count;
        }

        _cells.ClearAndTrim(BlockSinks.TrimBytes / 16);
        var cells = _cells.AddUninitialized(total);
        var next = _next.AsSpan();
        var records = batch.Records.AsSpan();
        var shapeOfRow = _shapeOfRow.AsSpan();
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var record = ref records[rows[i]];
            var ids = _shapes.ColumnsOf(_shapes.Shapes[(int)shapeOfRow[i]]);
            var at = 0;
            cells[next[ids[at++]]++] = record.Body;
            if (!record.SeverityText.IsEmpty)
            {
                cells[next[ids[at++]]++] = Value.OfString(record.SeverityText);
            }

            if (!record.EventName.IsEmpty)
            {
                cells[next[ids[at++]]++] = Value.OfString(record.EventName);
            }

            foreach (ref readonly var attribute in batch.AttributesOf(record))
            {
                cells[next[ids[at++]]++] = attribute.Value;
            }
        }
    }

    private void WriteColumn(RecordBatch batch, in ShapeTable.Column column, GrowList<byte> data, GrowList<byte> text, GrowList<ulong> hashes)
    {
        var cells = _cells.AsSpan(column.Start, column.Count);
        switch (column.Kind)
        {
            case ValueKind.String when column.Field == ColumnField.Body:
                texts.WriteMessages(batch.Buffer.AsSpan(), TextsOf(cells), data, text);
                break;
            case ValueKind.String:
                AddHashes(batch, column, texts.WriteFields(batch.Buffer.AsSpan(), TextsOf(cells), data, text), hashes);
                break;
            case ValueKind.Bytes:
                texts.WriteVariables(batch.Buffer.AsSpan(), TextsOf(cells), data, text);
                break;
            case ValueKind.Bool:
                ints.Write(data, NumbersOf(cells));
                break;
            case ValueKind.Int:
                AddHashes(batch, column, ints.Write(data, NumbersOf(cells)), hashes);
                break;
            case ValueKind.Double:
                DoubleColumn.Write(data, NumbersOf(cells), ints, _scratch);
                break;
            case ValueKind.Array or ValueKind.Map:
                WriteNested(batch, cells, data, text);
                break;
            default:
                break;
        }
    }

    private void WriteNested(RecordBatch batch, ReadOnlySpan<Value> cells, GrowList<byte> data, GrowList<byte> text)
    {
        _nested.ClearAndTrim(BlockSinks.TrimBytes);
        _texts.Clear();
        foreach (var cell in cells)
        {
            var start = _nested.Count;
            values.Write(batch, cell, _nested);
            _texts.Add(new TextRef(start, _nested.Count - start));
        }

        texts.WriteVariables(_nested.AsSpan(), _texts.AsSpan(), data, text);
    }

    private static void AddHashes(RecordBatch batch, in ShapeTable.Column column, ReadOnlySpan<TextRef> distinct, GrowList<ulong> hashes)
    {
        if (column.Field < ColumnField.FirstName)
        {
            return;
        }

        var name = ByteHash.Of(batch.Keys[column.Field - ColumnField.FirstName]);
        var buffer = batch.Buffer.AsSpan();
        foreach (var text in distinct)
        {
            if (text.Length <= ValueFilter.LongestText)
            {
                hashes.Add(ValueFilter.Hash(name, buffer.Slice(text.Offset, text.Length)));
            }
        }
    }

    private static void AddHashes(RecordBatch batch, in ShapeTable.Column column, ReadOnlySpan<long> distinct, GrowList<ulong> hashes)
    {
        // Bodies are columns too.
        if (column.Field < ColumnField.FirstName)
        {
            return;
        }

        var name = ByteHash.Of(batch.Keys[column.Field - ColumnField.FirstName]);
        foreach (var number in distinct)
        {
            hashes.Add(ValueFilter.Hash(name, number));
        }
    }

    private ReadOnlySpan<TextRef> TextsOf(ReadOnlySpan<Value> cells)
    {
        _texts.Clear();
        var texts = _texts.AddUninitialized(cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            texts[i] = cells[i].Text;
        }

        return texts;
    }

    private ReadOnlySpan<long> NumbersOf(ReadOnlySpan<Value> cells)
    {
        _numbers.Clear();
        var numbers = _numbers.AddUninitialized(cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            numbers[i] = cells[i].Int;
        }

        return numbers;
    }
}
