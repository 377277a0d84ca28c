using System.Runtime.CompilerServices;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>Little-endian base-128 integers; signed ones are zigzag-coded (the protobuf wire encodings).</summary>
internal static class VarInt
{
    public static void Write(GrowList<byte> sink, ulong value)
    {
        while (value >= 0x80)
        {
            sink.Add((byte)(value | 0x80));
            value >>= 7;
        }

        sink.Add((byte)value);
    }

    public static void Write(GrowList<byte> sink, int value) => Write(sink, (ulong)(uint)value);

    public static void WriteSigned(GrowList<byte> sink, long value) => Write(sink, ZigZag(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
