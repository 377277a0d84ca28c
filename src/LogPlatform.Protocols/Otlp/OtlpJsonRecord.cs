using System.Globalization;
using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;
using LogPlatform.Protocols.Text;

namespace LogPlatform.Protocols.Otlp;

/// <summary>Reads a <c>LogRecord</c> of OTLP's JSON.</summary>
internal static class OtlpJsonRecord
{
    private const string SeverityPrefix = "SEVERITY_NUMBER_";

    /// <summary>Adds the record whose object the cursor stands on.</summary>
    public static void Read(ref JsonCursor cursor, RecordSink sink, int resource, int scope)
    {
        var start = cursor.TokenStart;
        ref var record = ref sink.Add(new TextRef(start, 0));
        record.Resource = resource;
        record.Scope = scope;
        var time = 0UL;
        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (name.Is("attributes"u8))
            {
                OtlpJsonValues.ReadAttributes(ref cursor, sink, out record.AttributeStart, out record.AttributeCount);
            }
            else if (name.Is("body"u8))
            {
                record.Body = OtlpJsonValues.Read(ref cursor, sink);
            }
            else if (name.Is("timeUnixNano"u8, "time_unix_nano"u8))
            {
                time = OtlpJsonValues.ReadInteger(ref cursor);
            }
            else if (name.Is("observedTimeUnixNano"u8, "observed_time_unix_nano"u8))
            {
                var observed = OtlpJsonValues.ReadInteger(ref cursor);
                record.ObservedUnixNano = observed is 0 or > long.MaxValue ? record.ObservedUnixNano : (long)observed;
            }
            else if (!Scalar(ref cursor, sink, name, ref record))
            {
                cursor.Reader.Skip();
            }
        }

        record.Raw = new TextRef(start, cursor.Position - start);
        record.TimeUnixNano = time <= long.MaxValue ? (long)time : OutOfRange(sink, time, ref record);
    }

    private static bool Scalar(ref JsonCursor cursor, RecordSink sink, scoped OtlpJsonFields name, ref LogRecord record)
    {
        if (name.Is("severityNumber"u8, "severity_number"u8))
        {
            record.Severity = Severity(ref cursor);
        }
        else if (name.Is("severityText"u8, "severity_text"u8))
        {
            record.SeverityText = cursor.ScalarText();
        }
        else if (name.Is("eventName"u8, "event_name"u8))
        {
            record.EventName = cursor.ScalarText();
        }
        else if (name.Is("traceId"u8, "trace_id"u8))
        {
            Hex.TryReadTraceId(sink.Batch.Text(cursor.ScalarText()), out record.TraceId);
        }
        else if (name.Is("spanId"u8, "span_id"u8))
        {
            Hex.TryReadSpanId(sink.Batch.Text(cursor.ScalarText()), out record.SpanId);
        }
        else if (name.Is("flags"u8))
        {
            record.Flags = (uint)OtlpJsonValues.ReadInteger(ref cursor);
        }
        else if (name.Is("droppedAttributesCount"u8, "dropped_attributes_count"u8))
        {
            record.DroppedAttributes = (uint)OtlpJsonValues.ReadInteger(ref cursor);
        }
        else
        {
            return false;
        }

        return true;
    }

    // The number, as OTLP demands, or the enum's name, as other protobuf JSON has it.
    private static byte Severity(ref JsonCursor cursor)
    {
        if (cursor.Token == JsonTokenType.String)
        {
            var text = cursor.Reader.ValueSpan;
            if (text.Length > SeverityPrefix.Length)
            {
                return SeverityName.Parse(text[SeverityPrefix.Length..]);
            }
        }

        var number = OtlpJsonValues.ReadInteger(ref cursor);
        return number <= 24 ? (byte)number : (byte)0;
    }

    private static long OutOfRange(RecordSink sink, ulong time, ref LogRecord record)
    {
        // The attributes must stay contiguous, and nothing says that those of this record are the last in the list.
        var attributes = sink.Batch.Attributes;
        var first = attributes.AddUninitialized(record.AttributeCount);
        attributes.AsSpan(record.AttributeStart, record.AttributeCount).CopyTo(first);
        record.AttributeStart = attributes.Count - record.AttributeCount;
        var text = sink.Batch.Append(time.ToString(CultureInfo.InvariantCulture));
        attributes.Add(new RecordAttribute(sink.Key(RecordNames.OriginalTime), Value.OfString(text)));
        record.AttributeCount++;
        return 0;
    }
}
