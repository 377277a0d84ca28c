using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace LogPlatform.Protocols.Otlp;

/// <summary>
/// Reads protobuf fields of one message. Positions are absolute in the data, so that ranges need no translation. A method that returns false has
/// set <see cref="Fault"/>; the reader is of no use afterwards.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> data, int start, int end)
{
    private readonly ReadOnlySpan<byte> _data = data[..end];

    /// <summary>The next byte to read.</summary>
    public int Position { get; private set; } = start;

    /// <summary>Why reading stopped.</summary>
    public WireFault Fault { get; private set; }

    /// <summary>Whether the message is read to its end.</summary>
    public readonly bool AtEnd => (uint)Position >= (uint)_data.Length;

    /// <summary>The next field's number and wire type, as on the wire: <c>number &lt;&lt; 3 | type</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out uint tag)
    {
        var data = _data;
        if ((uint)Position < (uint)data.Length && data[Position] is >= 8 and < 0x80)
        {
            tag = data[Position++];
            return true;
        }

        return TryReadLongTag(out tag);
    }

    /// <summary>The next varint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadVarint(out ulong value)
    {
        var data = _data;
        if ((uint)Position < (uint)data.Length && data[Position] < 0x80)
        {
            value = data[Position++];
            return true;
        }

        return TryReadLongVarint(out value);
    }

    /// <summary>The range of a length-delimited field, which is then behind the reader.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadRange(out int start, out int length)
    {
        if (TryReadVarint(out var count))
        {
            start = Position;
            if (count <= (ulong)(_data.Length - start))
            {
                length = (int)count;
                Position = start + length;
                return true;
            }

            Fault = WireFault.LengthOutOfBounds;
        }

        start = 0;
        length = 0;
        return false;
    }

    /// <summary>
    /// The next field of a message whose <paramref name="known"/> fields (a bit each) are all length-delimited: its tag and, if it is length-delimited, its range. Others are skipped.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadField(uint known, out uint tag, out int start, out int length)
    {
        start = 0;
        length = 0;
        return TryReadTag(out tag) && ((tag & 7) == 2 ? TryReadRange(out start, out length) : TrySkip(tag, known));
    }

    /// <summary>A little-endian 64-bit field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadFixed64(out ulong value)
    {
        if (_data.Length - Position >= 8)
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(_data[Position..]);
            Position += 8;
            return true;
        }

        value = 0;
        return Fail(WireFault.Truncated);
    }

    /// <summary>A little-endian 32-bit field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadFixed32(out uint value)
    {
        if (_data.Length - Position >= 4)
        {
            value = BinaryPrimitives.ReadUInt32LittleEndian(_data[Position..]);
            Position += 4;
            return true;
        }

        value = 0;
        return Fail(WireFault.Truncated);
    }

    /// <summary>Skips the field behind <paramref name="tag"/>, unless its number is one of <paramref name="known"/> (a bit each): then its wire type is wrong.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TrySkip(uint tag, uint known)
    {
        if (tag >> 3 < 32 && ((known >> (int)(tag >> 3)) & 1) != 0)
        {
            return Fail(WireFault.WrongWireType);
        }

        return (tag & 7) switch
        {
            0 => TryReadVarint(out _),
            1 => TryReadFixed64(out _),
            2 => TryReadRange(out _, out _),
            5 => TryReadFixed32(out _),
            _ => Fail(WireFault.WireType),
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadLongTag(out uint tag)
    {
        tag = 0;
        if (!TryReadVarint(out var value))
        {
            return false;
        }

        if (value is < 8 or > uint.MaxValue)
        {
            return Fail(WireFault.FieldNumber);
        }

        tag = (uint)value;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadLongVarint(out ulong value)
    {
        value = 0;
        var data = _data;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if ((uint)Position >= (uint)data.Length)
            {
                return Fail(WireFault.Truncated);
            }

            var b = data[Position++];
            if (shift == 63 && b > 1)
            {
                break;
            }

            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return Fail(WireFault.OverlongVarint);
    }

    private bool Fail(WireFault fault)
    {
        Fault = fault;
        return false;
    }
}
