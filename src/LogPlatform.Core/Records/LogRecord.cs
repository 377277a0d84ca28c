namespace LogPlatform.Core.Records;

/// <summary>
/// One log record, after OpenTelemetry's log data model. A plain struct, written in place in <see cref="RecordBatch.Records"/>;
/// text and attributes are ranges of the batch's lists.
/// </summary>
public struct LogRecord
{
    /// <summary>When the event happened, nanoseconds since the Unix epoch; 0 when the sender did not say.</summary>
    public long TimeUnixNano;

    /// <summary>When it was observed, nanoseconds since the Unix epoch; 0 when unknown.</summary>
    public long ObservedUnixNano;

    /// <summary>W3C trace id, most significant byte first; 0 when absent.</summary>
    public UInt128 TraceId;

    /// <summary>W3C span id, most significant byte first; 0 when absent.</summary>
    public ulong SpanId;

    /// <summary>W3C trace flags and reserved bits, as sent.</summary>
    public uint Flags;

    /// <summary>Attributes that the sender dropped.</summary>
    public uint DroppedAttributes;

    /// <summary>The body.</summary>
    public Value Body;

    /// <summary>The severity as the sender wrote it.</summary>
    public TextRef SeverityText;

    /// <summary>The event's name, empty for ordinary records.</summary>
    public TextRef EventName;

    /// <summary>The bytes this record was decoded from, for the quarantine.</summary>
    public TextRef Raw;

    /// <summary>Why the record is in quarantine; empty otherwise.</summary>
    public TextRef Reason;

    /// <summary>Index of the first attribute in <see cref="RecordBatch.Attributes"/>.</summary>
    public int AttributeStart;

    /// <summary>Number of attributes.</summary>
    public int AttributeCount;

    /// <summary>Index in <see cref="RecordBatch.Resources"/>, or -1.</summary>
    public int Resource;

    /// <summary>Index in <see cref="RecordBatch.Scopes"/>, or -1.</summary>
    public int Scope;

    /// <summary>Index in <see cref="RecordBatch.Sources"/> of the ingested batch this record came in.</summary>
    public int Source;

    /// <summary>Position of the record in that ingested batch, from 0.</summary>
    public int Ordinal;

    /// <summary>Severity number 1 (TRACE) to 24 (FATAL4); 0 when unspecified.</summary>
    public byte Severity;

    /// <summary>What becomes of the record.</summary>
    public RecordFate Fate;
}
