using System.Buffers.Binary;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Segments;

/// <summary>Encodes the quarantine list of a unit of work: the form that <c>WorkResult.Quarantine</c> carries.</summary>
public sealed class QuarantineWriter
{
    private const int MaxReason = 4096;
    private const int KeptCapacity = 1 << 20;
    private readonly GrowList<byte> _bytes = new();

    /// <summary>Number of items in the list.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Adds a record. <paramref name="payload"/> is a batch of this one record, which can be ingested again as it is; or of so many <paramref name="records"/>
    /// from this one on, where they could not be told apart.
    /// </summary>
    public void Add(BatchId batch, int ordinal, long receivedUnixNano, BatchFormat format, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> payload, int records = 1)
    {
        reason = reason[..Math.Min(reason.Length, MaxReason)];
        var entry = _bytes.AddUninitialized(checked((int)QuarantineEntry.LengthOf(reason.Length, payload.Length)));
        BinaryPrimitives.WriteInt64LittleEndian(entry, batch.Value);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], receivedUnixNano);
        BinaryPrimitives.WriteInt32LittleEndian(entry[16..], ordinal);
        BinaryPrimitives.WriteInt32LittleEndian(entry[20..], (byte)format);
        BinaryPrimitives.WriteInt32LittleEndian(entry[24..], reason.Length);
        BinaryPrimitives.WriteInt32LittleEndian(entry[28..], payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(entry[32..], records);
        reason.CopyTo(entry[QuarantineEntry.FixedLength..]);
        payload.CopyTo(entry[(QuarantineEntry.FixedLength + reason.Length)..]);
        entry[(QuarantineEntry.FixedLength + reason.Length + payload.Length)..].Clear();
        Count++;
    }

    /// <summary>The encoded list, empty without records; a copy.</summary>
    public ReadOnlyMemory<byte> Encoded => _bytes.AsSpan().ToArray();

    /// <summary>Forgets all records.</summary>
    public void Clear()
    {
        _bytes.ClearAndTrim(KeptCapacity);
        Count = 0;
    }
}
