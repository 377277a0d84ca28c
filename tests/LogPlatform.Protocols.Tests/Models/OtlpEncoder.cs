using LogPlatform.Bench.Corpus;

namespace LogPlatform.Protocols.Tests.Models;

/// <summary>Encodes models as OTLP requests in protobuf, each record with its own resource and scope.</summary>
internal static class OtlpEncoder
{
    public static byte[] Encode(params IReadOnlyList<RecordModel> records)
    {
        var writer = new WireWriter();
        foreach (var record in records)
        {
            writer.Begin(1).Begin(1);
            Pairs(writer, 1, record.Resource);
            Count(writer, 2, record.ResourceDropped);
            writer.End().Begin(2).Begin(1);
            Text(writer, 1, record.ScopeName);
            Text(writer, 2, record.ScopeVersion);
            Pairs(writer, 3, record.Scope);
            Count(writer, 4, record.ScopeDropped);
            writer.End().Begin(2);
            Record(writer, record);
            writer.End();
            Text(writer, 3, record.ScopeSchemaUrl);
            writer.End();
            Text(writer, 3, record.ResourceSchemaUrl);
            writer.End();
        }

        return writer.ToArray();
    }

    /// <summary>A request of one record that consists of these fields.</summary>
    public static byte[] Record(Action<WireWriter> fields)
    {
        var writer = new WireWriter();
        writer.Begin(1).Begin(2).Begin(2);
        fields(writer);
        return writer.End().End().End().ToArray();
    }

    public static void Any(WireWriter writer, object? value)
    {
        switch (value)
        {
            case string text:
                writer.Text(1, text);
                break;
            case bool truth:
                writer.Varint(2, truth ? 1UL : 0);
                break;
            case long number:
                writer.Varint(3, (ulong)number);
                break;
            case double number:
                writer.Double(4, number);
                break;
            case byte[] bytes:
                writer.Bytes(7, bytes);
                break;
            case Members members:
                writer.Begin(6);
                Pairs(writer, 1, members);
                writer.End();
                break;
            case List<object?> list:
                writer.Begin(5);
                foreach (var element in list)
                {
                    writer.Begin(1);
                    Any(writer, element);
                    writer.End();
                }

                writer.End();
                break;
        }
    }

    private static void Record(WireWriter writer, RecordModel record)
    {
        writer.Fixed64(1, (ulong)record.Time).Fixed64(11, (ulong)record.Observed).Varint(2, record.Severity);
        Text(writer, 3, record.SeverityText);
        writer.Begin(5);
        Any(writer, record.Body);
        writer.End();
        Pairs(writer, 6, record.Attributes);
        Count(writer, 7, record.Dropped);
        writer.Fixed32(8, record.Flags).Bytes(9, record.TraceId).Bytes(10, record.SpanId);
        Text(writer, 12, record.EventName);
    }

    private static void Pairs(WireWriter writer, int field, Members members)
    {
        foreach (var (key, value) in members)
        {
            writer.Begin(field).Text(1, key).Begin(2);
            Any(writer, value);
            writer.End().End();
        }
    }

    private static void Text(WireWriter writer, int field, string value)
    {
        if (value.Length > 0)
        {
            writer.Text(field, value);
        }
    }

    private static void Count(WireWriter writer, int field, uint value)
    {
        if (value > 0)
        {
            writer.Varint(field, value);
        }
    }
}
