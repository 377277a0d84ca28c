using System.Buffers.Binary;
using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Segments;

/// <summary>
/// An item of an encoded quarantine list, little-endian: batch id (8), received (8, nanoseconds since the Unix epoch), position in the batch (4),
/// format (1), zero (3), bytes of reason (4), bytes of payload (4), records in the payload (4), zero (4), reason in UTF-8, payload, zeros up to a multiple of 8.
/// </summary>
internal readonly record struct QuarantineEntry
{
    /// <summary>Bytes before the reason.</summary>
    public const int FixedLength = 40;

    public required BatchId Batch { get; init; }

    public required int Ordinal { get; init; }

    public required long ReceivedUnixNano { get; init; }

    public required BatchFormat Format { get; init; }

    /// <summary>Records in the payload, at least 1; more when a batch that no worker survived was put aside as a whole.</summary>
    public required int Records { get; init; }

    public required ReadOnlyMemory<byte> Reason { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Bytes of an encoded record.</summary>
    public static long LengthOf(int reason, int payload) => (FixedLength + (long)reason + payload + 7) & ~7;

    /// <summary>Reads the first record of <paramref name="list"/>, and says how long it is; false when it is not sound.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> list, out QuarantineEntry entry, out int length)
    {
        entry = default;
        length = 0;
        var bytes = list.Span;
        if (bytes.Length < FixedLength)
        {
            return false;
        }

        var (reason, payload) = (BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]));
        var records = BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]);
        if (reason < 0 || payload < 0 || records < 1 || LengthOf(reason, payload) > bytes.Length)
        {
            return false;
        }

        length = (int)LengthOf(reason, payload);
        entry = new QuarantineEntry
        {
            Batch = new BatchId(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            ReceivedUnixNano = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            Ordinal = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            Format = (BatchFormat)bytes[20],
            Records = records,
            Reason = list.Slice(FixedLength, reason),
            Payload = list.Slice(FixedLength + reason, payload),
        };
        return true;
    }
}
