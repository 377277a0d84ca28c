using System.Buffers.Binary;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>
/// OTLP <c>ExportLogsServiceRequest</c> in protobuf, one resource a service. Field numbers are those of opentelemetry-proto
/// <c>logs/v1/logs.proto</c>. Lengths are computed before anything is written, so a body is written once, front to back.
/// </summary>
internal sealed class OtlpProtoBodyWriter(int seed) : BodyWriter(seed)
{
    // LogRecord.attributes (6) { key (1): "load.seq", value (2) { int_value (3): <varint> } }
    private static readonly byte[] NumberKey = [0x0A, 8, .. "load.seq"u8];

    private readonly Dictionary<string, byte[]> _resources = [];
    private readonly ServiceGroups _groups = new();

    /// <inheritdoc/>
    public override string ContentType => "application/x-protobuf";

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Write(long first, int count, long unixNano)
    {
        var drawn = _groups.Draw(Templates, count, ref Noise);
        var buffer = Room(_groups.Bytes() + (count * 64L) + 16_384);
        var at = 0;
        foreach (var group in drawn)
        {
            at = WriteResourceLogs(buffer, at, group, first, unixNano);
            first += group.Count;
            unixNano += group.Count * 1000L;
        }

        return buffer.AsMemory(0, at);
    }

    /// <inheritdoc/>
    protected override RecordTemplate Render(SampleRecord sample, string runId, string padding)
    {
        var record = new TemplateWriter();
        record.Varint((1 << 3) | 1).Time(8);
        record.Varint((11 << 3) | 1).Time(8);
        record.Field(2, (ulong)sample.Severity).Field(3, sample.SeverityName).Field(5, new TemplateWriter().Field(1, sample.Body));
        record.Field(6, Attribute(SampleAttribute.Of(RunAttribute, runId)));
        foreach (var attribute in sample.Attributes)
        {
            record.Field(6, Attribute(attribute));
        }

        if (padding.Length > 0)
        {
            record.Field(6, Attribute(SampleAttribute.Of("app.context", padding)));
        }

        record.Varint((8 << 3) | 5).Raw([1, 0, 0, 0]);
        record.Field(9, new TemplateWriter().VaryingBytes(16)).Field(10, new TemplateWriter().VaryingBytes(8));
        _resources.TryAdd(sample.Service, Resource(sample.Service));
        return record.ToTemplate(sample);
    }

    private static TemplateWriter Attribute(SampleAttribute attribute)
    {
        var value = new TemplateWriter();
        _ = attribute switch
        {
            { Text: { } text } => value.Field(1, text),
            { Real: { } real } => value.Field(4, real),
            _ => value.Field(3, (ulong)attribute.Whole),
        };
        return new TemplateWriter().Field(1, attribute.Name).Field(2, value);
    }

    private static byte[] Resource(string service)
    {
        var resource = new TemplateWriter();
        (string Name, string Value)[] attributes =
        [
            ("service.name", service), ("service.namespace", "shop"), ("service.version", "4.17.2"), ("deployment.environment.name", "load"),
            ("host.name", "node-01.example.net"), ("telemetry.sdk.language", "dotnet"), ("telemetry.sdk.name", "opentelemetry"),
        ];
        foreach (var (name, value) in attributes)
        {
            resource.Field(1, Attribute(SampleAttribute.Of(name, value)));
        }

        // ResourceLogs.resource, and the head of its one ScopeLogs behind it is written with the records.
        return new TemplateWriter().Field(1, resource).ToArray();
    }

    private static int VarintLength(ulong value)
    {
        var length = 1;
        for (; value >= 0x80; value >>= 7)
        {
            length++;
        }

        return length;
    }

    private static int WriteVarint(Span<byte> destination, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            destination[length++] = (byte)(value | 0x80);
        }

        destination[length++] = (byte)value;
        return length;
    }

    // A length-delimited field: tag (one byte for fields below 16), length, contents.
    private static int FieldLength(int contents) => 1 + VarintLength((ulong)contents) + contents;

    private static int NumberLength(long number) => FieldLength(NumberKey.Length + FieldLength(1 + VarintLength((ulong)number)));

    private static int WriteNumber(Span<byte> destination, long number)
    {
        var value = 1 + VarintLength((ulong)number);
        destination[0] = (6 << 3) | 2;
        destination[1] = (byte)(NumberKey.Length + FieldLength(value));
        NumberKey.CopyTo(destination[2..]);
        var at = 2 + NumberKey.Length;
        destination[at++] = (2 << 3) | 2;
        destination[at++] = (byte)value;
        destination[at++] = 3 << 3;
        return at + WriteVarint(destination[at..], (ulong)number);
    }

    private int WriteResourceLogs(byte[] buffer, int at, IReadOnlyList<RecordTemplate> group, long first, long unixNano)
    {
        var scopeLogs = 0;
        for (var i = 0; i < group.Count; i++)
        {
            scopeLogs += FieldLength(group[i].Bytes.Length + NumberLength(first + i));
        }

        var resource = _resources[group[0].Service];
        buffer[at++] = (1 << 3) | 2;
        at += WriteVarint(buffer.AsSpan(at), (ulong)(resource.Length + FieldLength(scopeLogs)));
        resource.CopyTo(buffer, at);
        at += resource.Length;
        buffer[at++] = (2 << 3) | 2;
        at += WriteVarint(buffer.AsSpan(at), (ulong)scopeLogs);

        Span<byte> number = stackalloc byte[32];
        for (var i = 0; i < group.Count; i++)
        {
            var template = group[i];
            var numberLength = WriteNumber(number, first + i);
            buffer[at++] = (2 << 3) | 2;
            at += WriteVarint(buffer.AsSpan(at), (ulong)(template.Bytes.Length + numberLength));
            var record = buffer.AsSpan(at);
            at += template.Write(record, number[..numberLength], ref Noise);
            foreach (var offset in template.TimeOffsets)
            {
                BinaryPrimitives.WriteInt64LittleEndian(record[offset..], unixNano + (i * 1000L));
            }
        }

        return at;
    }
}
