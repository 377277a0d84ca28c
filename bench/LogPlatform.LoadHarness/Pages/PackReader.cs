using System.Buffers.Binary;
using System.Text;

namespace LogPlatform.LoadHarness.Pages;

/// <summary>Reads what the server calls. Bytes are passed over: what is drawn is not looked at.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>The next value: a text, a whole number, a boolean, null, an array of values, or the length of bytes.</summary>
    public object? Read()
    {
        var kind = _bytes[_at++];
        return kind switch
        {
            < 0x80 => (long)kind,
            < 0x90 => Map(kind & 0x0f),
            < 0xa0 => Array(kind & 0x0f),
            < 0xc0 => Text(kind & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Pass(_bytes[_at++]),
            0xc5 => Pass((int)Number(2)),
            0xc6 => Pass((int)Number(4)),
            0xcb => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
            0xcc => Number(1),
            0xcd => Number(2),
            0xce => Number(4),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xd0 => (long)(sbyte)Take(1)[0],
            0xd1 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xd9 => Text((int)Number(1)),
            0xda => Text((int)Number(2)),
            0xdb => Text((int)Number(4)),
            0xdc => Array((int)Number(2)),
            0xde => Map((int)Number(2)),
            >= 0xe0 => (long)(sbyte)kind,
            _ => throw new InvalidDataException($"MessagePack kind {kind:x2} is not known here."),
        };
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        _at += count;
        return _bytes.Slice(_at - count, count);
    }

    private long Number(int width)
    {
        var number = 0L;
        foreach (var part in Take(width))
        {
            number = (number << 8) | part;
        }

        return number;
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private long Pass(int length)
    {
        _at += length;
        return length;
    }

    private object?[] Array(int count)
    {
        var values = new object?[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = Read();
        }

        return values;
    }

    private object?[] Map(int count) => Array(2 * count);
}
