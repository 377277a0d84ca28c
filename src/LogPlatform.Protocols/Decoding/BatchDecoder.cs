using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Decoding;

/// <summary>Decodes journaled batches of any format. Reused from unit to unit; not thread-safe.</summary>
public sealed class BatchDecoder
{
    /// <summary>
    /// Appends one <see cref="SourceBatch"/> and exactly <see cref="BatchHeader.RecordCount"/> records to <paramref name="batch"/>, whose buffer holds the
    /// <paramref name="payload"/>. A record that cannot be decoded has the fate Quarantine and a reason; the others Keep. Never throws for any bytes.
    /// </summary>
    public void Decode(RecordBatch batch, TextRef payload, BatchId id, BatchHeader header) => throw new NotImplementedException();
}
