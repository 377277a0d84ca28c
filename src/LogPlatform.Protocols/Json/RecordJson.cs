using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;
using LogPlatform.Protocols.Text;

namespace LogPlatform.Protocols.Json;

/// <summary>
/// The JSON form of a record in search results, tails and exports. It is lossless: NDJSON ingestion of an exported line gives the same record. Members, in this order, absent
/// ones left out: <c>time</c> (RFC 3339, UTC, nanoseconds; with <c>timeFrom</c> when it is not the record's own), <c>observed</c>, <c>severity</c>, <c>severityNumber</c>,
/// <c>severityText</c>, <c>body</c>, <c>attributes</c>, <c>resource</c>, <c>resourceSchemaUrl</c>, <c>resourceDroppedAttributes</c>, <c>scope</c>, <c>scopeSchemaUrl</c>, <c>traceId</c>,
/// <c>spanId</c>, <c>flags</c>, <c>eventName</c>, <c>droppedAttributes</c>, <c>batch</c>, <c>ordinal</c>. Bytes are <c>{"$bytes":"base64"}</c>; numbers JSON lacks are
/// <c>{"$double":"NaN"}</c>; doubles always have a point or an exponent.
/// </summary>
public static class RecordJson
{
    private static readonly JsonWriterOptions LineOptions = new()
    {
        // Text stays readable: a line is data, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Writes the members of <paramref name="record"/> into the object that the caller has opened and will close.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RecordBatch batch, int record)
    {
        ref var log = ref batch.Records[record];
        WriteTimes(json, batch, log);
        if (log.Severity != 0)
        {
            json.WriteString(RecordMembers.Severity, SeverityName.Utf8(log.Severity));
            json.WriteNumber(RecordMembers.SeverityNumber, log.Severity);
        }

        WriteText(json, RecordMembers.SeverityText, batch, log.SeverityText);
        if (log.Body.Kind != ValueKind.Empty)
        {
            json.WritePropertyName(RecordMembers.Body);
            ValueJson.Write(json, batch, log.Body);
        }

        WriteAttributes(json, RecordMembers.Attributes, batch, log.AttributeStart, log.AttributeCount);
        if (log.Resource >= 0)
        {
            WriteResource(json, batch, batch.Resources[log.Resource]);
        }

        if (log.Scope >= 0)
        {
            WriteScope(json, batch, batch.Scopes[log.Scope]);
        }

        WriteIds(json, log);
        WriteText(json, RecordMembers.EventName, batch, log.EventName);
        WriteCount(json, RecordMembers.DroppedAttributes, log.DroppedAttributes);
        json.WriteNumber(RecordMembers.Batch, batch.Sources[log.Source].Id.Value);
        json.WriteNumber(RecordMembers.Ordinal, log.Ordinal);
    }

    /// <summary>Writes a record as one line of NDJSON: an object and a newline, UTF-8.</summary>
    public static void WriteLine(IBufferWriter<byte> output, RecordBatch batch, int record)
    {
        using (var json = new Utf8JsonWriter(output, LineOptions))
        {
            json.WriteStartObject();
            WriteMembers(json, batch, record);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteTimes(Utf8JsonWriter json, RecordBatch batch, in LogRecord log)
    {
        WriteTime(json, RecordMembers.Time, batch.TimeOf(log));
        if (log.TimeUnixNano == 0)
        {
            json.WriteString(RecordMembers.TimeFrom, log.ObservedUnixNano != 0 ? "observed"u8 : "received"u8);
        }

        if (log.ObservedUnixNano != 0)
        {
            WriteTime(json, RecordMembers.Observed, log.ObservedUnixNano);
        }
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, long time)
    {
        Span<byte> text = stackalloc byte[Rfc3339.FullLength];
        Rfc3339.FormatFull(time, text);
        json.WriteString(name, text);
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, RecordBatch batch, TextRef text)
    {
        if (!text.IsEmpty)
        {
            json.WritePropertyName(name);
            ValueJson.WriteText(json, batch.Text(text));
        }
    }

    private static void WriteCount(Utf8JsonWriter json, ReadOnlySpan<byte> name, uint count)
    {
        if (count != 0)
        {
            json.WriteNumber(name, count);
        }
    }

    private static void WriteAttributes(Utf8JsonWriter json, ReadOnlySpan<byte> name, RecordBatch batch, int start, int count)
    {
        if (count > 0)
        {
            json.WritePropertyName(name);
            ValueJson.WriteMap(json, batch, start, count);
        }
    }

    private static void WriteResource(Utf8JsonWriter json, RecordBatch batch, in ResourceInfo resource)
    {
        WriteAttributes(json, RecordMembers.Resource, batch, resource.AttributeStart, resource.AttributeCount);
        WriteText(json, RecordMembers.ResourceSchemaUrl, batch, resource.SchemaUrl);
        WriteCount(json, RecordMembers.ResourceDroppedAttributes, resource.DroppedAttributes);
    }

    private static void WriteScope(Utf8JsonWriter json, RecordBatch batch, in ScopeInfo scope)
    {
        if (!scope.Name.IsEmpty || !scope.Version.IsEmpty || scope.AttributeCount > 0 || scope.DroppedAttributes != 0)
        {
            json.WriteStartObject(RecordMembers.Scope);
            WriteText(json, RecordMembers.Name, batch, scope.Name);
            WriteText(json, RecordMembers.Version, batch, scope.Version);
            WriteAttributes(json, RecordMembers.Attributes, batch, scope.AttributeStart, scope.AttributeCount);
            WriteCount(json, RecordMembers.DroppedAttributes, scope.DroppedAttributes);
            json.WriteEndObject();
        }

        WriteText(json, RecordMembers.ScopeSchemaUrl, batch, scope.SchemaUrl);
    }

    private static void WriteIds(Utf8JsonWriter json, in LogRecord log)
    {
        Span<byte> digits = stackalloc byte[32];
        if (log.TraceId != default)
        {
            Hex.WriteTraceId(log.TraceId, digits);
            json.WriteString(RecordMembers.TraceId, digits);
        }

        if (log.SpanId != 0)
        {
            Hex.WriteSpanId(log.SpanId, digits);
            json.WriteString(RecordMembers.SpanId, digits[..16]);
        }

        WriteCount(json, RecordMembers.Flags, log.Flags);
    }
}
