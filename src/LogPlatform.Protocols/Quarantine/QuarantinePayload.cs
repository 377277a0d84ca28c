using System.Buffers;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Quarantine;

/// <summary>Cuts one record out of its batch, as it was received, so that it can be ingested again by itself.</summary>
public static class QuarantinePayload
{
    /// <summary>Writes a batch of only <paramref name="record"/>, in the format of its <see cref="SourceBatch"/>, with its resource and scope.</summary>
    public static void Write(RecordBatch batch, int record, IBufferWriter<byte> output) => throw new NotImplementedException();
}
