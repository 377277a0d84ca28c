namespace LogPlatform.Cli.Sending;

/// <summary>The form of a file to send.</summary>
internal enum LogFormat
{
    /// <summary>Not known yet.</summary>
    None = 0,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>Compact Log Event Format: one JSON object a line, with <c>@t</c>, <c>@m</c>, ...</summary>
    Clef,

    /// <summary>OTLP requests in JSON, one after the other, as the OpenTelemetry Collector's file exporter writes them.</summary>
    OtlpJson,

    /// <summary>One OTLP request in protobuf.</summary>
    OtlpProto,

    /// <summary>Syslog messages, one a line.</summary>
    Syslog,

    /// <summary>Any text: every line is a body.</summary>
    Text,
}
