namespace LogPlatform.Protocols.Otlp;

/// <summary>
/// The fields of OTLP's log messages (opentelemetry-proto 1.x, <c>logs.proto</c>, <c>common.proto</c>, <c>resource.proto</c>) as they stand on the wire: <c>number &lt;&lt; 3 | wire type</c>.
/// The <c>Known</c> masks have a bit for each field number of a message.
/// </summary>
internal static class OtlpTags
{
    public const uint RequestResourceLogs = (1 << 3) | 2;
    public const uint RequestKnown = 1 << 1;

    public const uint ResourceLogsResource = (1 << 3) | 2;
    public const uint ResourceLogsScopeLogs = (2 << 3) | 2;
    public const uint ResourceLogsSchemaUrl = (3 << 3) | 2;
    public const uint ResourceLogsKnown = 0b1110;

    public const uint ResourceAttributes = (1 << 3) | 2;
    public const uint ResourceDropped = 2 << 3;
    public const uint ResourceKnown = 0b110;

    public const uint ScopeLogsScope = (1 << 3) | 2;
    public const uint ScopeLogsRecords = (2 << 3) | 2;
    public const uint ScopeLogsSchemaUrl = (3 << 3) | 2;
    public const uint ScopeLogsKnown = 0b1110;

    public const uint ScopeName = (1 << 3) | 2;
    public const uint ScopeVersion = (2 << 3) | 2;
    public const uint ScopeAttributes = (3 << 3) | 2;
    public const uint ScopeDropped = 4 << 3;
    public const uint ScopeKnown = 0b11110;

    public const uint RecordTime = (1 << 3) | 1;
    public const uint RecordSeverity = 2 << 3;
    public const uint RecordSeverityText = (3 << 3) | 2;
    public const uint RecordBody = (5 << 3) | 2;
    public const uint RecordAttributes = (6 << 3) | 2;
    public const uint RecordDropped = 7 << 3;
    public const uint RecordFlags = (8 << 3) | 5;
    public const uint RecordTraceId = (9 << 3) | 2;
    public const uint RecordSpanId = (10 << 3) | 2;
    public const uint RecordObserved = (11 << 3) | 1;
    public const uint RecordEventName = (12 << 3) | 2;
    public const uint RecordKnown = 0b1_1111_1110_1110;

    public const uint PairKey = (1 << 3) | 2;
    public const uint PairValue = (2 << 3) | 2;
    public const uint PairKnown = 0b110;

    public const uint AnyString = (1 << 3) | 2;
    public const uint AnyBool = 2 << 3;
    public const uint AnyInt = 3 << 3;
    public const uint AnyDouble = (4 << 3) | 1;
    public const uint AnyArray = (5 << 3) | 2;
    public const uint AnyMap = (6 << 3) | 2;
    public const uint AnyBytes = (7 << 3) | 2;
    public const uint AnyKnown = 0b1111_1110;

    public const uint ListItems = (1 << 3) | 2;
    public const uint ListKnown = 0b10;
}
