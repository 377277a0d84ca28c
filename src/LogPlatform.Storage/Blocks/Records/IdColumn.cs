using System.Buffers.Binary;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Decoded trace or span ids.</summary>
internal sealed class IdColumn
{
    private readonly ReadOnlyMemory<byte> _ids;
    private readonly int _size;

    private IdColumn(ReadOnlyMemory<byte> ids, int size, int[] codes)
    {
        _ids = ids;
        _size = size;
        Codes = codes;
    }

    /// <summary>For each row the index of its id plus 1; 0 for none.</summary>
    public int[] Codes { get; }

    /// <summary>Number of distinct ids.</summary>
    public int Distinct => _ids.Length / _size;

    /// <summary>The id of a row; 0 for none.</summary>
    public UInt128 this[int row] => Codes[row] == 0 ? UInt128.Zero : Id(Codes[row] - 1);

    /// <summary>A distinct id.</summary>
    public UInt128 Id(int index)
    {
        var bytes = _ids.Span.Slice(index * _size, _size);
        return _size == 16 ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>Reads the ids of <paramref name="rows"/> rows, <paramref name="size"/> bytes each.</summary>
    public static IdColumn Read(ReadOnlyMemory<byte> section, int at, int rows, int size)
    {
        var cursor = new BlockCursor(section.Span, at);
        var distinct = cursor.Count(rows);
        var codes = IntColumn.ReadIndexes(ref cursor, rows, distinct + 1);
        var start = cursor.Position;
        cursor.Bytes((long)distinct * size);
        return new IdColumn(section.Slice(start, distinct * size), size, codes);
    }
}
