using LogPlatform.Contracts.Processing;
using LogPlatform.Core.Batches;

namespace LogPlatform.Cluster.Slots;

/// <summary>Between units of work and what travels to a silo.</summary>
internal static class UnitMessages
{
    /// <summary>A batch with its bytes.</summary>
    public static BatchBytes Batch(BatchId id, BatchHeader header, byte[] payload) => new()
    {
        Id = id.Value,
        Format = (byte)header.Format,
        ReceivedUnixNano = header.ReceivedUnixNano,
        RecordCount = header.RecordCount,
        Peer = header.Peer,
        Service = header.Service,
        Payload = payload,
    };

    /// <summary>The result that an answer holds.</summary>
    /// <exception cref="InvalidDataException">Its lengths do not fit its bytes.</exception>
    public static WorkResult Result(UnitAnswer answer)
    {
        var blocks = new List<ReadOnlyMemory<byte>>(answer.BlockLengths.Length);
        var at = 0;
        foreach (var length in answer.BlockLengths)
        {
            if (length < 0 || length > answer.Blocks.Length - at)
            {
                throw new InvalidDataException("the answer's blocks are longer than its bytes");
            }

            blocks.Add(answer.Blocks.AsMemory(at, length));
            at += length;
        }

        return new WorkResult
        {
            Number = answer.Number,
            Tallies = [.. answer.Tallies.Select(tally => new BatchTally(new BatchId(tally.Id), tally.Committed, tally.Quarantined, tally.Dropped))],
            Blocks = blocks,
            Quarantine = answer.Quarantine,
            CpuNanoseconds = answer.CpuNanoseconds,
            ServiceTime = TimeSpan.FromTicks(answer.ServiceNanoseconds / TimeSpan.NanosecondsPerTick),
        };
    }
}
