using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>A record in quarantine, or a batch that no worker survived.</summary>
/// <param name="Id">Counts up in the order of commits; never reused.</param>
/// <param name="Pointer">The pointer under which processing failed.</param>
/// <param name="Batch">The ingested batch it came in.</param>
/// <param name="Ordinal">Its position in that batch, from 0.</param>
/// <param name="ReceivedUnixNano">When the batch was received, nanoseconds since the Unix epoch.</param>
/// <param name="Format">The form of <paramref name="Payload"/>.</param>
/// <param name="Records">Records in the payload: 1, or all of a batch that was put aside as a whole.</param>
/// <param name="Reason">What failed, for a person.</param>
/// <param name="Payload">A batch of just this, which can be ingested again as it is.</param>
public sealed record QuarantinedRecord(
    long Id,
    SlotPointer Pointer,
    BatchId Batch,
    int Ordinal,
    long ReceivedUnixNano,
    BatchFormat Format,
    int Records,
    string Reason,
    ReadOnlyMemory<byte> Payload);
