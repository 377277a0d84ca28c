using System.Buffers.Binary;
using System.Numerics;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>
/// Encodes trace and span ids. They are random, so they are not compressed; an id that several records share is stored once. Layout: number of distinct ids,
/// the index plus 1 of each row's id (0: none) as a column, the distinct ids with the most significant byte first.
/// </summary>
internal sealed class IdColumnWriter(IntColumnWriter ints)
{
    private const int LongestProbe = 32;

    private readonly GrowList<UInt128> _ids = new();
    private readonly GrowList<long> _codes = new();
    private int[] _slots = [];
    private int _size;

    /// <summary>The distinct ids of the last column.</summary>
    public ReadOnlySpan<UInt128> Distinct => _ids.AsSpan();

    /// <summary>Appends the trace ids of <paramref name="rows"/>.</summary>
    public void WriteTraceIds(RecordBatch batch, ReadOnlySpan<int> rows, GrowList<byte> sink)
    {
        Clear(rows.Length);
        var records = batch.Records.AsSpan();
        foreach (var row in rows)
        {
            _codes.Add(Code(records[row].TraceId));
        }

        WriteCodes(sink);
        foreach (var id in _ids.AsSpan())
        {
            BinaryPrimitives.WriteUInt128BigEndian(sink.AddUninitialized(16), id);
        }
    }

    /// <summary>Appends the span ids of <paramref name="rows"/>.</summary>
    public void WriteSpanIds(RecordBatch batch, ReadOnlySpan<int> rows, GrowList<byte> sink)
    {
        Clear(rows.Length);
        var records = batch.Records.AsSpan();
        foreach (var row in rows)
        {
            _codes.Add(Code(records[row].SpanId));
        }

        WriteCodes(sink);
        foreach (var id in _ids.AsSpan())
        {
            BinaryPrimitives.WriteUInt64BigEndian(sink.AddUninitialized(8), (ulong)id);
        }
    }

    private void Clear(int rows)
    {
        _ids.Clear();
        _codes.Clear();
        _size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, rows * 2));
        if (_slots.Length < _size)
        {
            _slots = new int[_size];
        }

        _slots.AsSpan(0, _size).Clear();
    }

    private int Code(UInt128 id)
    {
        if (id == UInt128.Zero)
        {
            return 0;
        }

        // As in the interner of text: after a long probe an id is stored again rather than searched on.
        var mask = _size - 1;
        var slot = (int)ByteHash.Fold((ulong)id ^ 0x9E3779B97F4A7C15, (ulong)(id >> 64) ^ 0xD6E8FEB86659FD93) & mask;
        for (var probe = 0; probe < LongestProbe; probe++)
        {
            var code = _slots[slot];
            if (code == 0)
            {
                return _slots[slot] = _ids.Add(id) + 1;
            }

            if (_ids[code - 1] == id)
            {
                return code;
            }

            slot = (slot + 1) & mask;
        }

        return _ids.Add(id) + 1;
    }

    private void WriteCodes(GrowList<byte> sink)
    {
        VarInt.Write(sink, _ids.Count);
        ints.Write(sink, _codes.AsSpan());
    }
}
