namespace LogPlatform.Protocols.Json;

/// <summary>Names of the members of a record's JSON form, in UTF-8.</summary>
internal static class RecordMembers
{
    public static ReadOnlySpan<byte> Time => "time"u8;

    public static ReadOnlySpan<byte> TimeFrom => "timeFrom"u8;

    public static ReadOnlySpan<byte> Observed => "observed"u8;

    public static ReadOnlySpan<byte> Severity => "severity"u8;

    public static ReadOnlySpan<byte> SeverityNumber => "severityNumber"u8;

    public static ReadOnlySpan<byte> SeverityText => "severityText"u8;

    public static ReadOnlySpan<byte> Body => "body"u8;

    public static ReadOnlySpan<byte> Attributes => "attributes"u8;

    public static ReadOnlySpan<byte> Resource => "resource"u8;

    public static ReadOnlySpan<byte> ResourceSchemaUrl => "resourceSchemaUrl"u8;

    public static ReadOnlySpan<byte> ResourceDroppedAttributes => "resourceDroppedAttributes"u8;

    public static ReadOnlySpan<byte> Scope => "scope"u8;

    public static ReadOnlySpan<byte> ScopeSchemaUrl => "scopeSchemaUrl"u8;

    public static ReadOnlySpan<byte> Name => "name"u8;

    public static ReadOnlySpan<byte> Version => "version"u8;

    public static ReadOnlySpan<byte> DroppedAttributes => "droppedAttributes"u8;

    public static ReadOnlySpan<byte> TraceId => "traceId"u8;

    public static ReadOnlySpan<byte> SpanId => "spanId"u8;

    public static ReadOnlySpan<byte> Flags => "flags"u8;

    public static ReadOnlySpan<byte> EventName => "eventName"u8;

    public static ReadOnlySpan<byte> Batch => "batch"u8;

    public static ReadOnlySpan<byte> Ordinal => "ordinal"u8;
}
