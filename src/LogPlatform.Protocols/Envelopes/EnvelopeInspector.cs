using LogPlatform.Core.Batches;

namespace LogPlatform.Protocols.Envelopes;

/// <summary>Counts the records of a payload and refuses what is malformed, before it is acknowledged.</summary>
public static class EnvelopeInspector
{
    /// <summary>Walks <paramref name="payload"/> without allocating for its content.</summary>
    public static EnvelopeVerdict Inspect(BatchFormat format, ReadOnlySpan<byte> payload, IngestLimits limits) => throw new NotImplementedException();
}
