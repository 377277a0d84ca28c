using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>A committed block of records, as the catalog lists it.</summary>
/// <param name="Id">Counts up in the order of commits; never reused.</param>
/// <param name="Pointer">The pointer under which its records were processed.</param>
/// <param name="First">First ingested batch with records in it.</param>
/// <param name="Last">Last ingested batch with records in it.</param>
/// <param name="Rows">Number of records.</param>
/// <param name="MinUnixNano">Earliest effective time of a record, nanoseconds since the Unix epoch.</param>
/// <param name="MaxUnixNano">Latest effective time of a record, nanoseconds since the Unix epoch.</param>
/// <param name="Bytes">Size of the encoded block.</param>
public sealed record StoredBlock(
    long Id,
    SlotPointer Pointer,
    BatchId First,
    BatchId Last,
    int Rows,
    long MinUnixNano,
    long MaxUnixNano,
    int Bytes)
{
    /// <summary>
    /// The id since which there was a block of these batches: its own, or for a block that a rewind put in the place of others, theirs. What a search pinned by id before the
    /// rewind it finds again by this.
    /// </summary>
    public long Since { get; init; } = Id;
}
