using System.Buffers.Binary;
using System.Text;

namespace LogPlatform.Bench.Corpus;

/// <summary>
/// Writes protobuf messages field by field. Shares no code with the product, so that tests and benches check the decoder against something else.
/// </summary>
public sealed class WireWriter
{
    private readonly Stack<int> _open = new();
    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear()
    {
        Length = 0;
        _open.Clear();
    }

    public WireWriter Tag(int field, int wireType) => Raw((ulong)(((uint)field << 3) | (uint)wireType));

    public WireWriter Varint(int field, ulong value) => Tag(field, 0).Raw(value);

    public WireWriter Fixed64(int field, ulong value)
    {
        Tag(field, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);
        return this;
    }

    public WireWriter Double(int field, double value) => Fixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public WireWriter Fixed32(int field, uint value)
    {
        Tag(field, 5);
        BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);
        return this;
    }

    public WireWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, 2).Raw((ulong)value.Length);
        value.CopyTo(Take(value.Length));
        return this;
    }

    public WireWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Starts a nested message, which <see cref="End"/> closes.</summary>
    public WireWriter Begin(int field)
    {
        Tag(field, 2);
        _open.Push(Length);
        return this;
    }

    /// <summary>Closes the innermost message: its length is only known now, so its bytes move to make room.</summary>
    public WireWriter End()
    {
        var start = _open.Pop();
        var length = Length - start;
        var room = 1;
        for (var rest = (uint)length >> 7; rest != 0; rest >>= 7)
        {
            room++;
        }

        Take(room);
        _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(start + room));
        Length = start;
        Raw((ulong)length);
        Length = start + room + length;
        return this;
    }

    /// <summary>A bare varint.</summary>
    public WireWriter Raw(ulong value)
    {
        while (value >= 0x80)
        {
            Take(1)[0] = (byte)(value | 0x80);
            value >>= 7;
        }

        Take(1)[0] = (byte)value;
        return this;
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
