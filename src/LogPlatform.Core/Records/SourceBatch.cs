using LogPlatform.Core.Batches;

namespace LogPlatform.Core.Records;

/// <summary>The provenance of records: the ingested batch they came in.</summary>
public struct SourceBatch
{
    /// <summary>The journal's number of the ingested batch.</summary>
    public BatchId Id;

    /// <summary>When the gateway received it, nanoseconds since the Unix epoch.</summary>
    public long ReceivedUnixNano;

    /// <summary>The form of its bytes.</summary>
    public BatchFormat Format;
}
