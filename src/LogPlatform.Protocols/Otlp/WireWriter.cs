using System.Buffers;

namespace LogPlatform.Protocols.Otlp;

/// <summary>Writes protobuf fields whose sizes the caller knows.</summary>
internal static class WireWriter
{
    /// <summary>Bytes that a length-delimited field of <paramref name="length"/> bytes takes, with a tag of one byte; 0 for an empty one, which is left out.</summary>
    public static int SizeOf(int length) => length == 0 ? 0 : 1 + VarintSize((uint)length) + length;

    /// <summary>Writes a length-delimited field, or nothing when it is empty.</summary>
    public static void Field(IBufferWriter<byte> output, uint tag, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            Head(output, tag, bytes.Length);
            output.Write(bytes);
        }
    }

    /// <summary>Writes the tag and length of a message, whose <paramref name="length"/> bytes the caller writes next.</summary>
    public static void Head(IBufferWriter<byte> output, uint tag, int length)
    {
        Varint(output, tag);
        Varint(output, (uint)length);
    }

    /// <summary>Writes a varint.</summary>
    public static void Varint(IBufferWriter<byte> output, ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        output.Write(bytes[..length]);
    }

    private static int VarintSize(uint value)
    {
        var size = 1;
        for (; value >= 0x80; value >>= 7)
        {
            size++;
        }

        return size;
    }
}
