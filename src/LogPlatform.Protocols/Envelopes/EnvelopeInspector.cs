using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Lines;
using LogPlatform.Protocols.Otlp;
using LogPlatform.Protocols.Syslog;

namespace LogPlatform.Protocols.Envelopes;

/// <summary>Counts the records of a payload and refuses what is malformed, before it is acknowledged.</summary>
public static class EnvelopeInspector
{
    /// <summary>Walks <paramref name="payload"/> without allocating for its content.</summary>
    public static EnvelopeVerdict Inspect(BatchFormat format, ReadOnlySpan<byte> payload, IngestLimits limits)
    {
        if (payload.Length > limits.MaxBodyBytes)
        {
            return new EnvelopeVerdict(0, $"more than {limits.MaxBodyBytes} bytes");
        }

        return format switch
        {
            BatchFormat.OtlpProtobuf => new OtlpInspector(payload, limits).Inspect(),
            BatchFormat.OtlpJson => new OtlpJsonInspector(payload, limits).Inspect(),
            BatchFormat.Ndjson => LineInspector.Inspect(payload, limits, objectsOnly: false),
            BatchFormat.Clef => LineInspector.Inspect(payload, limits, objectsOnly: true),
            BatchFormat.SyslogLines or BatchFormat.SyslogCounted => SyslogFrames.Inspect(payload, format, limits),
            _ => new EnvelopeVerdict(0, "the format is not supported"),
        };
    }
}
