using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogPlatform.Core.Records;

namespace LogPlatform.Bench.Blocks;

/// <summary>The size of a batch as an OTLP request in JSON, the form that stored sizes are compared with: records grouped by resource and scope.</summary>
internal static class OtlpJsonForm
{
    public static long Size(RecordBatch batch)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("resourceLogs");
        foreach (var resource in Enumerable.Range(0, batch.Records.Count).GroupBy(i => batch.Records[i].Resource))
        {
            json.WriteStartObject();
            json.WriteStartObject("resource");
            WriteAttributes(json, batch, batch.Resources[resource.Key].AttributeStart, batch.Resources[resource.Key].AttributeCount);
            json.WriteEndObject();
            json.WriteStartArray("scopeLogs");
            foreach (var scope in resource.GroupBy(i => batch.Records[i].Scope))
            {
                json.WriteStartObject();
                json.WriteStartObject("scope");
                json.WriteString("name", batch.Text(batch.Scopes[scope.Key].Name));
                json.WriteString("version", batch.Text(batch.Scopes[scope.Key].Version));
                json.WriteEndObject();
                json.WriteStartArray("logRecords");
                foreach (var record in scope)
                {
                    Write(json, batch, batch.Records[record]);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("schemaUrl", batch.Text(batch.Resources[resource.Key].SchemaUrl));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenCount;
    }

    private static void Write(Utf8JsonWriter json, RecordBatch batch, in LogRecord record)
    {
        json.WriteStartObject();
        json.WriteString("timeUnixNano", record.TimeUnixNano.ToString(CultureInfo.InvariantCulture));
        json.WriteString("observedTimeUnixNano", record.ObservedUnixNano.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("severityNumber", record.Severity);
        json.WriteString("severityText", batch.Text(record.SeverityText));
        json.WritePropertyName("body");
        Write(json, batch, record.Body);
        WriteAttributes(json, batch, record.AttributeStart, record.AttributeCount);
        if (record.TraceId != 0)
        {
            json.WriteNumber("flags", record.Flags);
            json.WriteString("traceId", record.TraceId.ToString("x32", CultureInfo.InvariantCulture));
            json.WriteString("spanId", record.SpanId.ToString("x16", CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, RecordBatch batch, int start, int count)
    {
        json.WriteStartArray("attributes");
        foreach (var attribute in batch.Attributes.AsSpan(start, count).ToArray())
        {
            json.WriteStartObject();
            json.WriteString("key", batch.Keys[attribute.Key]);
            json.WritePropertyName("value");
            Write(json, batch, attribute.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The corpus has no arrays, maps or bytes.
    private static void Write(Utf8JsonWriter json, RecordBatch batch, Value value)
    {
        json.WriteStartObject();
        switch (value.Kind)
        {
            case ValueKind.Int:
                json.WriteString("intValue", value.Int.ToString(CultureInfo.InvariantCulture));
                break;
            case ValueKind.Double:
                json.WriteNumber("doubleValue", value.Double);
                break;
            case ValueKind.Bool:
                json.WriteBoolean("boolValue", value.Bool);
                break;
            default:
                json.WriteString("stringValue", batch.Text(value.Text));
                break;
        }

        json.WriteEndObject();
    }
}
