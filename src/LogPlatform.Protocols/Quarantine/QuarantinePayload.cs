using System.Buffers;
using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Json;
using LogPlatform.Protocols.Otlp;
using LogPlatform.Protocols.Syslog;

namespace LogPlatform.Protocols.Quarantine;

/// <summary>Cuts one record out of its batch, as it was received, so that it can be ingested again by itself.</summary>
public static class QuarantinePayload
{
    /// <summary>Writes a batch of only <paramref name="record"/>, in the format of its <see cref="SourceBatch"/>, with its resource and scope.</summary>
    public static void Write(RecordBatch batch, int record, IBufferWriter<byte> output)
    {
        ref var log = ref batch.Records[record];
        var raw = batch.Text(log.Raw);
        switch (batch.Sources[log.Source].Format)
        {
            case BatchFormat.OtlpProtobuf:
                WriteOtlp(batch, log, output);
                break;
            case BatchFormat.OtlpJson:
                WriteOtlpJson(batch, log, output);
                break;
            case BatchFormat.SyslogLines:
                output.Write(raw.IsEmpty ? "-"u8 : raw);
                output.Write("\n"u8);
                break;
            case BatchFormat.SyslogCounted:
                SyslogFraming.WriteCounted(raw.IsEmpty ? "-"u8 : raw, output);
                break;
            default:
                WriteLine(batch, log, output);
                break;
        }
    }

    private static void WriteOtlp(RecordBatch batch, in LogRecord log, IBufferWriter<byte> output)
    {
        var resource = log.Resource < 0 ? default : batch.Resources[log.Resource];
        var scope = log.Scope < 0 ? default : batch.Scopes[log.Scope];

        // An empty record is still a record, so it is written where other empty fields are left out.
        var recordSize = Math.Max(WireWriter.SizeOf(log.Raw.Length), 2);
        var scopeSize = WireWriter.SizeOf(scope.Raw.Length) + recordSize + WireWriter.SizeOf(scope.SchemaUrl.Length);
        var resourceSize = WireWriter.SizeOf(resource.Raw.Length) + WireWriter.SizeOf(scopeSize) + WireWriter.SizeOf(resource.SchemaUrl.Length);
        WireWriter.Head(output, OtlpTags.RequestResourceLogs, resourceSize);
        WireWriter.Field(output, OtlpTags.ResourceLogsResource, batch.Text(resource.Raw));
        WireWriter.Head(output, OtlpTags.ResourceLogsScopeLogs, scopeSize);
        WireWriter.Field(output, OtlpTags.ScopeLogsScope, batch.Text(scope.Raw));
        WireWriter.Head(output, OtlpTags.ScopeLogsRecords, log.Raw.Length);
        output.Write(batch.Text(log.Raw));
        WireWriter.Field(output, OtlpTags.ScopeLogsSchemaUrl, batch.Text(scope.SchemaUrl));
        WireWriter.Field(output, OtlpTags.ResourceLogsSchemaUrl, batch.Text(resource.SchemaUrl));
    }

    private static void WriteOtlpJson(RecordBatch batch, in LogRecord log, IBufferWriter<byte> output)
    {
        var resource = log.Resource < 0 ? default : batch.Resources[log.Resource];
        var scope = log.Scope < 0 ? default : batch.Scopes[log.Scope];
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartArray("resourceLogs");
        json.WriteStartObject();
        WriteRaw(json, "resource"u8, batch.Text(resource.Raw));
        json.WriteStartArray("scopeLogs");
        json.WriteStartObject();
        WriteRaw(json, "scope"u8, batch.Text(scope.Raw));
        json.WriteStartArray("logRecords");
        json.WriteRawValue(log.Raw.IsEmpty ? "{}"u8 : batch.Text(log.Raw), skipInputValidation: true);
        json.WriteEndArray();
        WriteUrl(json, batch.Text(scope.SchemaUrl));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUrl(json, batch.Text(resource.SchemaUrl));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw)
    {
        if (!raw.IsEmpty)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(raw, skipInputValidation: true);
        }
    }

    private static void WriteUrl(Utf8JsonWriter json, ReadOnlySpan<byte> url)
    {
        if (!url.IsEmpty)
        {
            json.WriteString("schemaUrl"u8, url);
        }
    }

    private static void WriteLine(RecordBatch batch, in LogRecord log, IBufferWriter<byte> output)
    {
        var raw = batch.Text(log.Raw);

        // The service that the batch's header gave stands nowhere in the line: it goes in front, where a line that has none of its own does not mind.
        var service = log.Resource < 0 ? default : batch.Text(batch.Resources[log.Resource].Raw);
        var content = raw.TrimStart(" \t\r"u8);
        if (service.IsEmpty || content.IsEmpty)
        {
            output.Write(content.IsEmpty ? "{}"u8 : raw);
        }
        else
        {
            output.Write("{\"service.name\":"u8);
            WriteString(output, service);
            if (content[0] != '{')
            {
                output.Write(",\"message\":"u8);
                WriteString(output, raw);
                output.Write("}"u8);
            }
            else
            {
                var members = content[1..].TrimStart(" \t\r"u8);
                output.Write(members.StartsWith("}"u8) ? default : ","u8);
                output.Write(members);
            }
        }

        output.Write("\n"u8);
    }

    private static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        using var json = new Utf8JsonWriter(output);
        ValueJson.WriteText(json, text);
    }
}
