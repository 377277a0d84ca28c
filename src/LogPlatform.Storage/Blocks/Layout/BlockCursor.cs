using System.Diagnostics.CodeAnalysis;

namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>Reads one section from front to back. Every read is checked against the end and against what the caller can accept.</summary>
/// <param name="bytes">The section.</param>
/// <param name="position">Where to start.</param>
internal ref struct BlockCursor(ReadOnlySpan<byte> bytes, int position = 0)
{
    private readonly ReadOnlySpan<byte> _bytes = (uint)position <= (uint)bytes.Length ? bytes : throw Overrun();

    /// <summary>Position of the next byte.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Bytes left.</summary>
    public readonly int Left => _bytes.Length - Position;

    /// <summary>One byte.</summary>
    public byte Byte()
    {
        if (Position >= _bytes.Length)
        {
            throw Overrun();
        }

        return _bytes[Position++];
    }

    /// <summary>An unsigned integer.</summary>
    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new CorruptBlockException("An integer is too long.");
    }

    /// <summary>A signed integer.</summary>
    public long Signed() => VarInt.UnZigZag(Unsigned());

    /// <summary>A count, length or index, at most <paramref name="most"/>: this is what bounds every allocation.</summary>
    public int Count(int most)
    {
        var value = Unsigned();
        if (most < 0 || value > (ulong)most)
        {
            throw new CorruptBlockException("A count is too large.");
        }

        return (int)value;
    }

    /// <summary>The next <paramref name="length"/> bytes.</summary>
    public ReadOnlySpan<byte> Bytes(long length)
    {
        if ((ulong)length > (ulong)Left)
        {
            throw Overrun();
        }

        var bytes = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return bytes;
    }

    /// <summary>The bytes from here to the end of the section, which stay unread.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    [DoesNotReturn]
    private static CorruptBlockException Overrun() => throw new CorruptBlockException("A section ends too early.");
}
