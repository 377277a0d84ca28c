namespace LogPlatform.Storage.Segments;

/// <summary>
/// The layout of a frame, little-endian: a head with its own checksum, then a body, so that a start hops from head to head. Both are padded with zeros to a
/// multiple of 8 bytes.
/// <code>
///  0  u32  magic "LPSF"
///  4  u32  CRC-32C of the head from byte 8 on
///  8  u32  CRC-32C of the body
/// 12  i32  bytes of the head
/// 16  i64  number of the segment
/// 24  i64  number of the frame: counts up without holes over all segments
/// 32  i64  bytes of the body, padding not included
/// 40  i64  written, nanoseconds since the Unix epoch, by the store's clock
/// 48  u8   kind
/// 49  u8   color
/// 50  u16  bytes of the release's name
/// 52  i32  number of tallies
/// 56  i64  generation
/// 64  i32  number of blocks
/// 68  i32  number of quarantined records
/// 72  i64  id of the first block
/// 80  i64  id of the first quarantined record; 0 when the ids are listed
/// 88  i64  bytes of the quarantine list, which ends the body
/// 96  ...  the release's name, padded to a multiple of 8
///     24n  tallies: batch id (8), committed (4), quarantined (4), dropped (4), zero (4)
///     24n  blocks: bytes (4), rows (4), earliest and latest time (8 + 8)
///     8n   ids of quarantined records, when they are listed
///     8n   numbers of a rewind, to the end of the head:
///          stage        rewind, number of the frame it is to replace, id of the first block that the replaced unit was first committed with
///          supersede    rewind, ingested batches, records before, records after, then for each unit: number of the staged frame, number of the replaced one;
///                       the quarantined records of the replaced units are listed above
///          abandon      rewind
/// </code>
/// </summary>
internal static class FrameLayout
{
    public const uint Magic = 0x4653_504C;
    public const int FixedLength = 96;
    public const int TallyLength = 24;
    public const int BlockLength = 24;
    public const int IdLength = 8;
    public const int NumberLength = 8;

    /// <summary>A head larger than this is not one: it bounds what is read for a damaged length.</summary>
    public const int MaxHead = 64 << 20;

    /// <summary>The next multiple of 8.</summary>
    public static long Align(long length) => (length + 7) & ~7;
}
