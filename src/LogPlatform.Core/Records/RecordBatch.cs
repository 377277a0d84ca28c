using System.Text;

namespace LogPlatform.Core.Records;

/// <summary>
/// Decoded records as flat lists over one byte buffer. The raw bytes of the ingested batches stand at the start of the buffer, so decoding
/// copies no text; whatever rules produce is appended behind them. One instance is reused for many units of work; it is not thread-safe.
/// </summary>
public sealed class RecordBatch
{
    private const int TrimBytes = 8 << 20;
    private const int TrimItems = 1 << 18;

    /// <summary>Attribute names.</summary>
    public KeyTable Keys { get; } = new();

    /// <summary>All text and bytes; <see cref="TextRef"/>s point into it.</summary>
    public GrowList<byte> Buffer { get; } = new();

    /// <summary>The records, in the order of arrival.</summary>
    public GrowList<LogRecord> Records { get; } = new();

    /// <summary>Attributes of records, resources and scopes, and members of maps.</summary>
    public GrowList<RecordAttribute> Attributes { get; } = new();

    /// <summary>Elements of arrays.</summary>
    public GrowList<Value> Elements { get; } = new();

    /// <summary>The resources.</summary>
    public GrowList<ResourceInfo> Resources { get; } = new();

    /// <summary>The instrumentation scopes.</summary>
    public GrowList<ScopeInfo> Scopes { get; } = new();

    /// <summary>The ingested batches these records came in.</summary>
    public GrowList<SourceBatch> Sources { get; } = new();

    /// <summary>The bytes of a range.</summary>
    public ReadOnlySpan<byte> Text(TextRef range) => Buffer.AsSpan(range.Offset, range.Length);

    /// <summary>A range as a string. For errors and tests; the hot path stays with bytes.</summary>
    public string String(TextRef range) => Encoding.UTF8.GetString(Text(range));

    /// <summary>Copies bytes behind the buffer and returns their range.</summary>
    public TextRef Append(ReadOnlySpan<byte> bytes) => new(Buffer.AddRange(bytes), bytes.Length);

    /// <summary>Copies a string behind the buffer, as UTF-8.</summary>
    public TextRef Append(string text) => Append(Encoding.UTF8.GetBytes(text));

    /// <summary>The attributes of a record. The span is invalid after the next change of <see cref="Attributes"/>.</summary>
    public Span<RecordAttribute> AttributesOf(in LogRecord record) => Attributes.AsSpan(record.AttributeStart, record.AttributeCount);

    /// <summary>When a record happened, as far as known, nanoseconds since the Unix epoch: its own time, else when it was observed, else when it was received.</summary>
    public long TimeOf(in LogRecord record) =>
        record.TimeUnixNano != 0 ? record.TimeUnixNano
        : record.ObservedUnixNano != 0 ? record.ObservedUnixNano
        : Sources[record.Source].ReceivedUnixNano;

    /// <summary>Forgets all content; memory that an unusually large unit needed is given back.</summary>
    public void Clear()
    {
        Keys.Clear();
        Buffer.ClearAndTrim(TrimBytes);
        Records.ClearAndTrim(TrimItems);
        Attributes.ClearAndTrim(TrimItems);
        Elements.ClearAndTrim(TrimItems);
        Resources.ClearAndTrim(TrimItems);
        Scopes.ClearAndTrim(TrimItems);
        Sources.ClearAndTrim(TrimItems);
    }
}
