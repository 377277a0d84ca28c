using System.Runtime.InteropServices;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Editing;

/// <summary>
/// A 64-bit hash of content, independent of where in a batch the content stands and the same in every process. Not cryptographic. The finish is
/// the finalizer of SplitMix64 (Steele, Lea, Flood 2014), which spreads the result evenly.
/// </summary>
internal struct ContentHash
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    private ulong _state;

    public void Add(ulong value)
    {
        _state = (_state ^ value) * 0xD6E8_FEB8_6659_FD93;
        _state ^= _state >> 32;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length + Prime);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            Add(MemoryMarshal.Read<ulong>(bytes));
        }

        ulong rest = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            rest |= (ulong)bytes[i] << (8 * i);
        }

        Add(rest);
    }

    public void Add(RecordBatch batch, in Value value)
    {
        Add((ulong)value.Kind + 1);
        switch (value.Kind)
        {
            case ValueKind.String or ValueKind.Bytes:
                Add(batch.Text(value.Text));
                break;
            case ValueKind.Bool or ValueKind.Int or ValueKind.Double:
                Add((ulong)value.Int);
                break;
            case ValueKind.Array:
                Add((ulong)value.Length);
                foreach (ref readonly var element in batch.Elements.AsSpan(value.FirstChild, value.Length))
                {
                    Add(batch, element);
                }

                break;
            case ValueKind.Map:
                Add(batch, batch.Attributes.AsSpan(value.FirstChild, value.Length));
                break;
        }
    }

    public void Add(RecordBatch batch, ReadOnlySpan<RecordAttribute> attributes)
    {
        Add((ulong)attributes.Length);
        foreach (ref readonly var attribute in attributes)
        {
            Add(batch.Keys[attribute.Key]);
            Add(batch, attribute.Value);
        }
    }

    public readonly ulong Finish()
    {
        var z = _state + Prime;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
