using System.Buffers.Binary;
using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Storage.Checksums;

namespace LogPlatform.Storage.Journal;

/// <summary>
/// The head of a journal entry, little-endian, then the payload; both are padded with zeros to a multiple of 8 bytes.
/// <code>
///  0  u32  magic "LPJE"
///  4  u32  CRC-32C of the head from byte 8 on, padding included
///  8  u32  CRC-32C of the payload
/// 12  i32  bytes of payload
/// 16  i64  number of the segment
/// 24  i64  batch id
/// 32  i64  received, nanoseconds since the Unix epoch
/// 40  i64  written to the journal, nanoseconds since the Unix epoch, by the journal's clock
/// 48  i64  records in all batches before this one
/// 56  i32  records
/// 60  u32  where the group that was written together with this entry starts in the segment, in units of 8 bytes
/// 64  u8   format
/// 65  u8   flags: 1 match content, 2 has a peer, 4 has a service, 8 has an idempotency key
/// 66  u8   bytes of peer
/// 67  u8   bytes of service
/// 68  u8   bytes of idempotency key
/// 69  3    zero
/// 72  ...  peer, service, idempotency key in UTF-8
/// </code>
/// The number of a segment is never used again, so bytes that a recycled file still holds from an earlier life never pass for an entry.
/// </summary>
internal readonly record struct EntryHeader
{
    /// <summary>Bytes before the strings.</summary>
    public const int FixedLength = 72;

    /// <summary>Bytes of the largest head.</summary>
    public const int MaxLength = (FixedLength + (3 * MaxText) + 7) & ~7;

    /// <summary>Bytes of UTF-8 in the longest string.</summary>
    public const int MaxText = 255;

    /// <summary>The largest payload: its entry's length is an <see cref="int"/>.</summary>
    public const int MaxPayload = int.MaxValue - MaxLength - 8;

    private const uint Magic = 0x454A_504C;

    public required uint PayloadCrc { get; init; }

    public required int PayloadLength { get; init; }

    public required long Segment { get; init; }

    public required BatchId Id { get; init; }

    public required long ReceivedUnixNano { get; init; }

    public required long WrittenUnixNano { get; init; }

    public required long AcceptedBefore { get; init; }

    public required int RecordCount { get; init; }

    public required long GroupOffset { get; init; }

    public required BatchFormat Format { get; init; }

    public required EntryFlags Flags { get; init; }

    /// <summary>Bytes of the head, padding included.</summary>
    public required int Length { get; init; }

    /// <summary>Bytes of the whole entry, padding included.</summary>
    public int EntryLength => EntryLengthOf(Length, PayloadLength);

    /// <summary>Bytes of an entry, padding included.</summary>
    public static int EntryLengthOf(int headLength, int payloadLength) => headLength + Align(payloadLength);

    /// <summary>The next multiple of 8.</summary>
    public static int Align(int length) => (length + 7) & ~7;

    /// <summary>Throws when a text does not fit.</summary>
    /// <exception cref="ArgumentException">A text is too long.</exception>
    public static void ThrowIfTooLong(BatchHeader header)
    {
        if (IsTooLong(header.Peer) || IsTooLong(header.Service) || IsTooLong(header.IdempotencyKey))
        {
            throw new ArgumentException($"A text of a batch header is longer than {MaxText} bytes.", nameof(header));
        }

        static bool IsTooLong(string? text) => text is not null && text.Length > MaxText / 3 && Encoding.UTF8.GetByteCount(text) > MaxText;
    }

    /// <summary>Writes all that the caller of an append knows; returns the bytes of the head. <see cref="Seal"/> adds the rest.</summary>
    public static int Prepare(Span<byte> head, BatchHeader header, uint payloadCrc, int payloadLength)
    {
        head[..FixedLength].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], payloadCrc);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], payloadLength);
        BinaryPrimitives.WriteInt64LittleEndian(head[32..], header.ReceivedUnixNano);
        BinaryPrimitives.WriteInt32LittleEndian(head[56..], header.RecordCount);
        head[64] = (byte)header.Format;
        var flags = header.MatchContent ? EntryFlags.MatchContent : EntryFlags.None;
        var length = FixedLength;
        length += WriteText(head, length, 66, header.Peer, EntryFlags.Peer, ref flags);
        length += WriteText(head, length, 67, header.Service, EntryFlags.Service, ref flags);
        length += WriteText(head, length, 68, header.IdempotencyKey, EntryFlags.IdempotencyKey, ref flags);
        head[65] = (byte)flags;
        var aligned = Align(length);
        head[length..aligned].Clear();
        return aligned;
    }

    /// <summary>Writes what only the journal's writer knows into a prepared head, and its checksum.</summary>
    public static EntryHeader Seal(Span<byte> head, long segment, BatchId id, long writtenUnixNano, long acceptedBefore, long groupOffset)
    {
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], segment);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], id.Value);
        BinaryPrimitives.WriteInt64LittleEndian(head[40..], writtenUnixNano);
        BinaryPrimitives.WriteInt64LittleEndian(head[48..], acceptedBefore);
        BinaryPrimitives.WriteUInt32LittleEndian(head[60..], checked((uint)(groupOffset / 8)));
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Crc32C.Compute(head[8..]));
        return Read(head, head.Length);
    }

    /// <summary>Reads a head at the start of <paramref name="bytes"/>; false when there is no whole, sound one of that segment.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long segment, out EntryHeader header)
    {
        header = default;
        if (bytes.Length < FixedLength
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]) != segment)
        {
            return false;
        }

        var length = Align(FixedLength + bytes[66] + bytes[67] + bytes[68]);
        var payload = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        if (bytes.Length < length
            || payload is < 0 or > MaxPayload
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Crc32C.Compute(bytes[8..length]))
        {
            return false;
        }

        header = Read(bytes, length);
        return true;
    }

    /// <summary>The batch header in a head that <see cref="TryRead"/> accepted.</summary>
    public BatchHeader ToBatchHeader(ReadOnlySpan<byte> head)
    {
        var texts = head[FixedLength..];
        var peer = texts[..head[66]];
        var service = texts.Slice(peer.Length, head[67]);
        var key = texts.Slice(peer.Length + service.Length, head[68]);
        return new BatchHeader
        {
            Format = Format,
            ReceivedUnixNano = ReceivedUnixNano,
            RecordCount = RecordCount,
            Peer = Flags.HasFlag(EntryFlags.Peer) ? Encoding.UTF8.GetString(peer) : null,
            Service = Flags.HasFlag(EntryFlags.Service) ? Encoding.UTF8.GetString(service) : null,
            IdempotencyKey = Flags.HasFlag(EntryFlags.IdempotencyKey) ? Encoding.UTF8.GetString(key) : null,
            MatchContent = Flags.HasFlag(EntryFlags.MatchContent),
        };
    }

    private static EntryHeader Read(ReadOnlySpan<byte> bytes, int length) => new()
    {
        PayloadCrc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        PayloadLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
        Segment = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        Id = new BatchId(BinaryPrimitives.ReadInt64LittleEndian(bytes[24..])),
        ReceivedUnixNano = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
        WrittenUnixNano = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
        AcceptedBefore = BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
        RecordCount = BinaryPrimitives.ReadInt32LittleEndian(bytes[56..]),
        GroupOffset = 8L * BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]),
        Format = (BatchFormat)bytes[64],
        Flags = (EntryFlags)bytes[65],
        Length = length,
    };

    private static int WriteText(Span<byte> head, int at, int lengthAt, string? text, EntryFlags flag, ref EntryFlags flags)
    {
        if (text is null)
        {
            return 0;
        }

        var written = Encoding.UTF8.GetBytes(text, head.Slice(at, MaxText));
        head[lengthAt] = (byte)written;
        flags |= flag;
        return written;
    }
}
