namespace LogPlatform.Core.Batches;

/// <summary>The form of an ingested batch's bytes, after decompression. The numbers are stored: never reuse one.</summary>
public enum BatchFormat : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>An OTLP <c>ExportLogsServiceRequest</c> in protobuf.</summary>
    OtlpProtobuf = 1,

    /// <summary>An OTLP <c>ExportLogsServiceRequest</c> in JSON.</summary>
    OtlpJson = 2,

    /// <summary>One JSON object or bare text a line.</summary>
    Ndjson = 3,

    /// <summary>Compact Log Event Format: NDJSON with <c>@t</c>, <c>@m</c>, <c>@mt</c>, <c>@l</c>, ...</summary>
    Clef = 4,

    /// <summary>Syslog messages (RFC 5424 or 3164), separated by newlines.</summary>
    SyslogLines = 5,

    /// <summary>Syslog messages (RFC 5424 or 3164), each behind its octet count and a space (RFC 6587).</summary>
    SyslogCounted = 6,
}
