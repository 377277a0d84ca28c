using System.Buffers;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks;

/// <summary>
/// Encodes the kept records of a batch as columnar, compressed blocks. Equal batches give equal bytes, whatever was encoded before. Reused from unit
/// to unit; not thread-safe.
/// </summary>
public sealed class BlockEncoder
{
    private const int MostRows = 8192;
    private const long MostBytes = 4 << 20;
    private const int BytesPerAttribute = 16;

    private readonly GrowList<int> _rows = new();
    private readonly BlockSinks _sinks = new();
    private readonly GrowList<byte> _fields = new();
    private readonly GrowList<ulong> _hashes = new();
    private readonly KeyMap _keys = new();
    private readonly SectionWriter _sections = new();
    private readonly OriginWriter _origins;
    private readonly RowColumnsWriter _rowColumns;
    private readonly FieldColumnsWriter _fieldColumns;
    private readonly IdColumnWriter _ids;

    /// <summary>An encoder without memory yet.</summary>
    public BlockEncoder()
    {
        var ints = new IntColumnWriter();
        var values = new ValueWriter(_keys);
        _origins = new OriginWriter(values);
        _rowColumns = new RowColumnsWriter(ints, _origins);
        _fieldColumns = new FieldColumnsWriter(ints, new TextColumnWriter(ints), values, _keys);
        _ids = new IdColumnWriter(ints);
    }

    /// <summary>Appends blocks with all records whose fate is <see cref="RecordFate.Keep"/>, in order, and returns the length of each block.</summary>
    public IReadOnlyList<int> Encode(RecordBatch batch, IBufferWriter<byte> output)
    {
        _rows.Clear();
        var lengths = new List<int>();
        var records = batch.Records.AsSpan();
        var (raw, size) = (0L, 0L);
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (record.Fate != RecordFate.Keep)
            {
                continue;
            }

            // What rules have added counts as well.
            var bytes = Math.Max(record.Raw.Length, record.Body.Length + (BytesPerAttribute * (long)record.AttributeCount));
            if (_rows.Count == MostRows || (_rows.Count > 0 && size + bytes > MostBytes))
            {
                lengths.Add(EncodeBlock(batch, raw, output));
                _rows.Clear();
                (raw, size) = (0, 0);
            }

            _rows.Add(i);
            raw += record.Raw.Length;
            size += bytes;
        }

        if (_rows.Count > 0)
        {
            lengths.Add(EncodeBlock(batch, raw, output));
        }

        return lengths;
    }

    private int EncodeBlock(RecordBatch batch, long rawBytes, IBufferWriter<byte> output)
    {
        var rows = _rows.AsSpan();
        _sinks.Clear();
        _fields.Clear();
        _hashes.Clear();
        _keys.Clear(batch.Keys.Count);
        _origins.Clear(batch);

        var (min, max) = _rowColumns.WriteLight(batch, rows, _sinks.Light);
        _fieldColumns.Classify(batch, rows);
        _rowColumns.Write(batch, rows, _fieldColumns.ShapeOfRow, _sinks.Data, _fields);
        _ids.WriteTraceIds(batch, rows, _sinks.Ids);
        foreach (var id in _ids.Distinct)
        {
            _hashes.Add(ValueFilter.Hash(id));
        }

        VarInt.Write(_fields, _sinks.Ids.Count);
        _ids.WriteSpanIds(batch, rows, _sinks.Ids);
        _fieldColumns.Write(batch, rows, _sinks, _fields, _hashes);
        _origins.Write(batch, _fields);
        ValueFilter.Write(_hashes.AsSpan(), _sinks.Filter);

        // Names are numbered while everything else is written, but a reader needs them first.
        WriteNames(batch, _sinks.Schema);
        _sinks.Schema.AddRange(_fields.AsSpan());
        return _sections.Write(_sinks, new BlockSummary(0, rows.Length, min, max, rawBytes), output);
    }

    private void WriteNames(RecordBatch batch, GrowList<byte> schema)
    {
        VarInt.Write(schema, _keys.Keys.Length);
        foreach (var key in _keys.Keys)
        {
            var name = batch.Keys[key];
            VarInt.Write(schema, name.Length);
            schema.AddRange(name);
        }
    }
}
