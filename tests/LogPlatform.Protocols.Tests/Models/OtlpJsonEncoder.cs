using System.Globalization;
using System.Text.Json.Nodes;

namespace LogPlatform.Protocols.Tests.Models;

/// <summary>Encodes models as OTLP requests in JSON.</summary>
internal static class OtlpJsonEncoder
{
    public static byte[] Encode(params IReadOnlyList<RecordModel> records)
    {
        var request = new JsonObject { ["resourceLogs"] = new JsonArray([.. records.Select(ResourceLogs)]) };
        return System.Text.Encoding.UTF8.GetBytes(request.ToJsonString());
    }

    private static JsonObject ResourceLogs(RecordModel record) => new()
    {
        ["resource"] = new JsonObject { ["attributes"] = Pairs(record.Resource), ["droppedAttributesCount"] = record.ResourceDropped },
        ["scopeLogs"] = new JsonArray(new JsonObject
        {
            ["scope"] = new JsonObject
            {
                ["name"] = record.ScopeName,
                ["version"] = record.ScopeVersion,
                ["attributes"] = Pairs(record.Scope),
                ["droppedAttributesCount"] = record.ScopeDropped,
            },
            ["logRecords"] = new JsonArray(Record(record)),
            ["schemaUrl"] = record.ScopeSchemaUrl,
        }),
        ["schemaUrl"] = record.ResourceSchemaUrl,
    };

    private static JsonObject Record(RecordModel record) => new()
    {
        ["timeUnixNano"] = record.Time.ToString(CultureInfo.InvariantCulture),
        ["observedTimeUnixNano"] = record.Observed,
        ["severityNumber"] = record.Severity,
        ["severityText"] = record.SeverityText,
        ["body"] = Any(record.Body),
        ["attributes"] = Pairs(record.Attributes),
        ["droppedAttributesCount"] = record.Dropped,
        ["flags"] = record.Flags,
        ["traceId"] = Convert.ToHexStringLower(record.TraceId),
        ["spanId"] = Convert.ToHexString(record.SpanId),
        ["eventName"] = record.EventName,
    };

    private static JsonArray Pairs(Members members) =>
        new([.. members.Select(member => new JsonObject { ["key"] = member.Key, ["value"] = Any(member.Value) })]);

    private static JsonObject Any(object? value) => value switch
    {
        string text => new JsonObject { ["stringValue"] = text },
        bool truth => new JsonObject { ["boolValue"] = truth },
        long number => new JsonObject { ["intValue"] = number % 2 == 0 ? number : number.ToString(CultureInfo.InvariantCulture) },
        double number => new JsonObject { ["doubleValue"] = double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture) },
        byte[] bytes => new JsonObject { ["bytesValue"] = Convert.ToBase64String(bytes) },
        Members members => new JsonObject { ["kvlistValue"] = new JsonObject { ["values"] = Pairs(members) } },
        List<object?> list => new JsonObject { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. list.Select(Any)]) } },
        _ => [],
    };
}
