using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Numbers;

/// <summary>Encodes columns of integers with whatever is smallest for them. A column without values takes no bytes.</summary>
internal sealed class IntColumnWriter
{
    // Fewer bits than this are not worth a dictionary, and fewer values than this neither.
    private const int LeastDictionaryBits = 4;
    private const int LeastDictionaryCount = 32;

    private readonly GrowList<long> _scaled = new();
    private readonly GrowList<long> _deltas = new();
    private readonly IntDictionary _dictionary = new();

    /// <summary>Appends a column and returns every distinct value, some of them more than once.</summary>
    public ReadOnlySpan<long> Write(GrowList<byte> sink, ReadOnlySpan<long> values)
    {
        if (values.IsEmpty)
        {
            return values;
        }

        var spread = IntSpread.Of(values);
        if (spread.Range == 0)
        {
            sink.Add((byte)IntEncoding.Constant);
            VarInt.WriteSigned(sink, values[0]);
            return values[..1];
        }

        var direct = BitPacking.Width(spread.Range);
        var delta = BitPacking.Width(spread.DeltaRange);
        var best = Math.Min(direct, delta);
        if (best >= LeastDictionaryBits && values.Length >= LeastDictionaryCount && TryWriteDictionary(sink, values, best))
        {
            return _dictionary.Entries.AsSpan();
        }

        if (delta < direct - 1)
        {
            WriteDeltas(sink, values);
            return values;
        }

        sink.Add((byte)IntEncoding.Packed);
        WriteGroups(sink, values);
        return values;
    }

    /// <summary>Appends a column whose values are often whole micro- or milliseconds in nanoseconds.</summary>
    public void WriteTimes(GrowList<byte> sink, ReadOnlySpan<long> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var exponent = 0;
        var scale = 1L;
        while (exponent < 3 && IsMultiple(values, scale * 1000))
        {
            exponent++;
            scale *= 1000;
        }

        if (exponent == 0)
        {
            Write(sink, values);
            return;
        }

        sink.Add((byte)IntEncoding.Scaled);
        sink.Add((byte)exponent);
        _scaled.Clear();
        var scaled = _scaled.AddUninitialized(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            scaled[i] = values[i] / scale;
        }

        Write(sink, scaled);
    }

    private static bool IsMultiple(ReadOnlySpan<long> values, long scale)
    {
        foreach (var value in values)
        {
            if (value % scale != 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWriteDictionary(GrowList<byte> sink, ReadOnlySpan<long> values, int bestWidth)
    {
        if (!_dictionary.TryBuild(values))
        {
            return false;
        }

        var entries = _dictionary.Entries.AsSpan();
        var width = BitPacking.Width((ulong)entries.Length - 1);
        if (((long)entries.Length * bestWidth) + ((long)values.Length * width) >= (long)values.Length * bestWidth)
        {
            return false;
        }

        sink.Add((byte)IntEncoding.Dictionary);
        VarInt.Write(sink, entries.Length);
        WriteGroups(sink, entries);
        WriteGroups(sink, _dictionary.Codes.AsSpan());
        return true;
    }

    private void WriteDeltas(GrowList<byte> sink, ReadOnlySpan<long> values)
    {
        sink.Add((byte)IntEncoding.Delta);
        VarInt.WriteSigned(sink, values[0]);
        _deltas.Clear();
        var deltas = _deltas.AddUninitialized(values.Length - 1);
        for (var i = 0; i < deltas.Length; i++)
        {
            deltas[i] = values[i + 1] - values[i];
        }

        WriteGroups(sink, deltas);
    }

    private static void WriteGroups(GrowList<byte> sink, ReadOnlySpan<long> values)
    {
        for (var start = 0; start < values.Length; start += IntColumn.GroupSize)
        {
            var group = values.Slice(start, Math.Min(IntColumn.GroupSize, values.Length - start));
            var least = long.MaxValue;
            var most = long.MinValue;
            foreach (var value in group)
            {
                least = Math.Min(least, value);
                most = Math.Max(most, value);
            }

            var width = BitPacking.Width((ulong)most - (ulong)least);
            sink.Add((byte)width);
            VarInt.WriteSigned(sink, least);
            BitPacking.Pack(group, least, width, sink.AddUninitialized((int)BitPacking.Bytes(group.Length, width)));
        }
    }
}
