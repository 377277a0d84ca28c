namespace LogPlatform.Protocols.Lines;

/// <summary>What a member of an NDJSON line stands for.</summary>
internal enum LineField : byte
{
    /// <summary>Nothing that records have a place for: an attribute.</summary>
    None = 0,

    /// <summary>When it happened.</summary>
    Time,

    /// <summary>How severe it is.</summary>
    Severity,

    /// <summary>The message.</summary>
    Body,

    /// <summary>The trace.</summary>
    TraceId,

    /// <summary>The span.</summary>
    SpanId,

    /// <summary>The service that logs.</summary>
    Service,
}
