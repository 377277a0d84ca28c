using System.Buffers.Text;
using System.Globalization;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>OTLP <c>ExportLogsServiceRequest</c> in JSON: hexadecimal ids, integers as text, as the OTLP specification asks.</summary>
internal sealed class OtlpJsonBodyWriter(int seed) : BodyWriter(seed)
{
    private readonly ServiceGroups _groups = new();
    private readonly Dictionary<string, byte[]> _heads = [];

    /// <inheritdoc/>
    public override string ContentType => "application/json";

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Write(long first, int count, long unixNano)
    {
        var drawn = _groups.Draw(Templates, count, ref Noise);
        var buffer = Room(_groups.Bytes() + (count * 32L) + 16_384);
        Span<byte> number = stackalloc byte[20];
        var at = Put(buffer, 0, "{\"resourceLogs\":["u8);
        var outer = at;
        foreach (var group in drawn)
        {
            at = Put(buffer, at, at == outer ? ""u8 : ","u8);
            at = Put(buffer, at, _heads[group[0].Service]);
            for (var i = 0; i < group.Count; i++, first++, unixNano += 1000)
            {
                at = Put(buffer, at, i == 0 ? ""u8 : ","u8);
                Utf8Formatter.TryFormat(first, number, out var digits);
                var record = buffer.AsSpan(at);
                at += group[i].Write(record, number[..digits], ref Noise);
                foreach (var offset in group[i].TimeOffsets)
                {
                    TimeText.WriteUnixNano(record[offset..], unixNano);
                }
            }

            at = Put(buffer, at, "]}]}"u8);
        }

        return buffer.AsMemory(0, Put(buffer, at, "]}"u8));
    }

    /// <inheritdoc/>
    protected override RecordTemplate Render(SampleRecord sample, string runId, string padding)
    {
        var record = new TemplateWriter();
        record.Raw("{\"timeUnixNano\":\""u8).Time(TimeText.UnixNanoWidth).Raw("\",\"observedTimeUnixNano\":\""u8).Time(TimeText.UnixNanoWidth);
        record.Raw("\",\"severityNumber\":"u8).Raw(sample.Severity.ToString(CultureInfo.InvariantCulture));
        record.Raw(","u8).Member("severityText", sample.SeverityName).Raw(",\"traceId\":\""u8).Varying(new string('~', 32));
        record.Raw("\",\"spanId\":\""u8).Varying(new string('~', 16)).Raw("\",\"flags\":1,\"body\":{"u8).Member("stringValue", sample.Body).Raw("},\"attributes\":["u8);
        Attribute(record, SampleAttribute.Of(BodyWriter.RunAttribute, runId));
        foreach (var attribute in sample.Attributes)
        {
            Attribute(record, attribute);
        }

        if (padding.Length > 0)
        {
            Attribute(record, SampleAttribute.Of("app.context", padding));
        }

        record.Raw("{\"key\":\"load.seq\",\"value\":{\"intValue\":\""u8).Number().Raw("\"}}]}"u8);
        _heads.TryAdd(sample.Service, Head(sample.Service));
        return record.ToTemplate(sample);
    }

    private static void Attribute(TemplateWriter record, SampleAttribute attribute)
    {
        record.Raw("{"u8).Member("key", attribute.Name).Raw(",\"value\":{"u8);
        _ = attribute switch
        {
            { Text: { } text } => record.Member("stringValue", text),
            { Real: { } real } => record.Raw("\"doubleValue\":"u8).Raw(JsonTemplate.Real(real)),
            _ => record.Member("intValue", attribute.Whole.ToString(CultureInfo.InvariantCulture)),
        };
        record.Raw("}},"u8);
    }

    private static byte[] Head(string service) => new TemplateWriter()
        .Raw("{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{"u8).Member("stringValue", service)
        .Raw("}},{\"key\":\"host.name\",\"value\":{\"stringValue\":\"node-01.example.net\"}}]},\"scopeLogs\":[{\"logRecords\":["u8)
        .ToArray();

    private static int Put(byte[] buffer, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(at));
        return at + bytes.Length;
    }
}
