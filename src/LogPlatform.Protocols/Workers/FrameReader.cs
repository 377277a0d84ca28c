using System.Buffers.Binary;
using System.Text;

namespace LogPlatform.Protocols.Workers;

/// <summary>Little-endian fields of a frame. Reading past the end gives zeros and sets <see cref="Failed"/>, so a caller checks once.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> frame)
{
    private ReadOnlySpan<byte> _rest = frame;

    /// <summary>Whether the frame was too short.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte Byte() => Take(1) is [var value, ..] ? value : (byte)0;

    public ushort Short() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public int Int() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;

    public long Long() => Take(8) is { Length: 8 } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    public string Text() => Encoding.UTF8.GetString(Take(Short()));

    /// <summary>A count of items of at least <paramref name="itemBytes"/> bytes each: never more than the frame can hold.</summary>
    public int Count(int itemBytes)
    {
        var count = Int();
        if (count >= 0 && (long)count * itemBytes <= _rest.Length)
        {
            return count;
        }

        Failed = true;
        return 0;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            Failed = true;
            _rest = default;
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
