using System.Buffers;
using System.Buffers.Binary;

namespace LogPlatform.Protocols.Text;

/// <summary>Trace and span ids as hexadecimal text.</summary>
internal static class Hex
{
    /// <summary>Reads 32 hexadecimal digits of either case.</summary>
    public static bool TryReadTraceId(ReadOnlySpan<byte> text, out UInt128 id)
    {
        id = default;
        if (text.Length != 32 || !TryReadSpanId(text[..16], out var upper) || !TryReadSpanId(text[16..], out var lower))
        {
            return false;
        }

        id = new UInt128(upper, lower);
        return true;
    }

    /// <summary>Reads 16 hexadecimal digits of either case.</summary>
    public static bool TryReadSpanId(ReadOnlySpan<byte> text, out ulong id)
    {
        Span<byte> bytes = stackalloc byte[8];
        id = default;
        if (text.Length != 16 || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        id = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return true;
    }

    /// <summary>Writes 32 lower case digits.</summary>
    public static void WriteTraceId(UInt128 id, Span<byte> destination)
    {
        WriteSpanId((ulong)(id >> 64), destination);
        WriteSpanId((ulong)id, destination[16..]);
    }

    /// <summary>Writes 16 lower case digits.</summary>
    public static void WriteSpanId(ulong id, Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, id);
        Convert.TryToHexStringLower(bytes, destination, out _);
    }
}
