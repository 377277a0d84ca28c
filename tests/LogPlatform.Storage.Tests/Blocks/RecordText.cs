using System.Globalization;
using System.Text;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Tests.Blocks;

/// <summary>Writes everything the store keeps of a record, so that two records are equal when their texts are.</summary>
internal static class RecordText
{
    public static string Of(RecordBatch batch, int index)
    {
        ref readonly var record = ref batch.Records[index];
        var source = batch.Sources[record.Source];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{record.TimeUnixNano} {record.ObservedUnixNano} {record.TraceId:x} {record.SpanId:x} {record.Flags} {record.DroppedAttributes} ");
        text.Append(CultureInfo.InvariantCulture, $"{record.Severity} {batch.String(record.SeverityText)} {batch.String(record.EventName)} {record.Ordinal} {source.Id} {source.ReceivedUnixNano} {source.Format} ");
        Write(batch, record.Body, text);
        Write(batch, record.AttributeStart, record.AttributeCount, text);
        if (record.Resource >= 0)
        {
            var resource = batch.Resources[record.Resource];
            text.Append(CultureInfo.InvariantCulture, $"resource {batch.String(resource.SchemaUrl)} {resource.DroppedAttributes} ");
            Write(batch, resource.AttributeStart, resource.AttributeCount, text);
        }

        if (record.Scope >= 0)
        {
            var scope = batch.Scopes[record.Scope];
            text.Append(CultureInfo.InvariantCulture, $"scope {batch.String(scope.Name)} {batch.String(scope.Version)} {batch.String(scope.SchemaUrl)} {scope.DroppedAttributes} ");
            Write(batch, scope.AttributeStart, scope.AttributeCount, text);
        }

        return text.ToString();
    }

    public static string[] All(RecordBatch batch) => [.. Enumerable.Range(0, batch.Records.Count).Select(i => Of(batch, i))];

    /// <summary>Compares texts and shows the first that differ: faster by far than comparing and describing whole lists.</summary>
    public static void ShouldEqual(IReadOnlyList<string> actual, IReadOnlyList<string> expected, string? message = null)
    {
        for (var i = 0; i < Math.Min(actual.Count, expected.Count); i++)
        {
            if (actual[i] != expected[i])
            {
                actual[i].ShouldBe(expected[i], $"record {i} {message}");
            }
        }

        actual.Count.ShouldBe(expected.Count, message);
    }

    private static void Write(RecordBatch batch, int start, int count, StringBuilder text)
    {
        text.Append('{');
        for (var i = start; i < start + count; i++)
        {
            text.Append(Encoding.UTF8.GetString(batch.Keys[batch.Attributes[i].Key])).Append('=');
            Write(batch, batch.Attributes[i].Value, text);
        }

        text.Append('}');
    }

    private static void Write(RecordBatch batch, Value value, StringBuilder text)
    {
        text.Append(value.Kind).Append(':');
        switch (value.Kind)
        {
            case ValueKind.String or ValueKind.Bytes:
                text.Append(Convert.ToHexString(batch.Text(value.Text)));
                break;
            case ValueKind.Array:
                text.Append('[');
                for (var i = 0; i < value.Length; i++)
                {
                    Write(batch, batch.Elements[value.FirstChild + i], text);
                }

                text.Append(']');
                break;
            case ValueKind.Map:
                Write(batch, value.FirstChild, value.Length, text);
                break;
            default:
                text.Append(value.Int);
                break;
        }

        text.Append(';');
    }
}
