namespace LogPlatform.Core.Filters;

/// <summary>What a filter or a rule can ask of a record.</summary>
public enum Field : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The effective time: the record's own, else when it was observed, else when its batch was received.</summary>
    Time,

    /// <summary>The severity number; missing when unspecified.</summary>
    Severity,

    /// <summary>The severity as the sender wrote it.</summary>
    SeverityText,

    /// <summary>The body, or with a name the value at that path in a map body.</summary>
    Body,

    /// <summary>The trace id.</summary>
    TraceId,

    /// <summary>The span id.</summary>
    SpanId,

    /// <summary>The event's name.</summary>
    Event,

    /// <summary>The resource attribute <c>service.name</c>.</summary>
    Service,

    /// <summary>The name of the instrumentation scope.</summary>
    Scope,

    /// <summary>The journal's number of the ingested batch.</summary>
    Batch,

    /// <summary>The generation that processed the record: only the store knows it.</summary>
    Generation,

    /// <summary>The release that processed the record: only the store knows it.</summary>
    Release,

    /// <summary>An attribute of the record, else of its resource, else of its scope.</summary>
    Attribute,

    /// <summary>An attribute of the record.</summary>
    RecordAttribute,

    /// <summary>An attribute of the record's resource.</summary>
    ResourceAttribute,

    /// <summary>An attribute of the record's scope.</summary>
    ScopeAttribute,
}
