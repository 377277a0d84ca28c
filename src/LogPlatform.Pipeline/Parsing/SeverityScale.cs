namespace LogPlatform.Pipeline.Parsing;

/// <summary>What numbers mean as severities.</summary>
internal enum SeverityScale : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>OpenTelemetry's 1 to 24.</summary>
    Otel,

    /// <summary>Syslog's 7 (debug) to 0 (emergency).</summary>
    Syslog,

    /// <summary>Bunyan's and pino's 10 (trace) to 60 (fatal).</summary>
    Bunyan,
}
