using System.Buffers.Binary;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Numbers;

/// <summary>
/// Columns of doubles. Most doubles in logs were written with few decimals, so a column whose values all are integers over one power of ten
/// is stored as those integers (the idea of ALP, Afroozeh and Boncz, SIGMOD 2023); any other column bit for bit.
/// </summary>
internal static class DoubleColumn
{
    private const byte Raw = 0xFF;
    private const int MostDecimals = 12;
    private const double MostExact = 1L << 53;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    /// <summary>Appends a column of the bits of doubles. Uses <paramref name="scratch"/>.</summary>
    public static void Write(GrowList<byte> sink, ReadOnlySpan<long> bits, IntColumnWriter ints, GrowList<long> scratch)
    {
        scratch.Clear();
        var integers = scratch.AddUninitialized(bits.Length);
        var decimals = Decimals(bits, integers);
        if (decimals >= 0)
        {
            sink.Add((byte)decimals);
            ints.Write(sink, integers);
            return;
        }

        sink.Add(Raw);
        var target = sink.AddUninitialized(bits.Length * 8);
        for (var i = 0; i < bits.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(target[(i * 8)..], bits[i]);
        }
    }

    /// <summary>Reads the bits of <paramref name="count"/> doubles.</summary>
    public static long[] Read(ref BlockCursor cursor, int count)
    {
        var decimals = cursor.Byte();
        if (decimals == Raw)
        {
            var source = cursor.Bytes((long)count * 8);
            var raw = new long[count];
            for (var i = 0; i < raw.Length; i++)
            {
                raw[i] = BinaryPrimitives.ReadInt64LittleEndian(source[(i * 8)..]);
            }

            return raw;
        }

        if (decimals > MostDecimals)
        {
            throw new CorruptBlockException("A number of decimals is unknown.");
        }

        var bits = IntColumn.Read(ref cursor, count);
        foreach (ref var value in bits.AsSpan())
        {
            value = BitConverter.DoubleToInt64Bits(value / Powers[decimals]);
        }

        return bits;
    }

    private static int Decimals(ReadOnlySpan<long> bits, Span<long> integers)
    {
        var decimals = 0;
        for (var i = 0; i < bits.Length; i++)
        {
            while (!TryScale(bits[i], decimals, out integers[i]))
            {
                if (++decimals > MostDecimals)
                {
                    return -1;
                }

                // What fitted fewer decimals need not fit more: start again.
                i = 0;
            }
        }

        return decimals;
    }

    private static bool TryScale(long bits, int decimals, out long integer)
    {
        var scaled = Math.Round(BitConverter.Int64BitsToDouble(bits) * Powers[decimals]);
        if (!(Math.Abs(scaled) < MostExact))
        {
            integer = 0;
            return false;
        }

        integer = (long)scaled;
        return BitConverter.DoubleToInt64Bits(integer / Powers[decimals]) == bits;
    }
}
