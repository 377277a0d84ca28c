using System.Globalization;
using System.Text;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Tests.Models;

/// <summary>
/// A record as plain objects. Values are null, string, bool, long, double, byte[], <c>List&lt;object?&gt;</c> and <see cref="Members"/>.
/// </summary>
public sealed record RecordModel
{
    public long Time { get; init; }

    public long Observed { get; init; }

    public byte Severity { get; init; }

    public string SeverityText { get; init; } = "";

    public object? Body { get; init; }

    public Members Attributes { get; init; } = [];

    public uint Dropped { get; init; }

    public uint Flags { get; init; }

    public byte[] TraceId { get; init; } = [];

    public byte[] SpanId { get; init; } = [];

    public string EventName { get; init; } = "";

    public Members Resource { get; init; } = [];

    public uint ResourceDropped { get; init; }

    public string ResourceSchemaUrl { get; init; } = "";

    public string ScopeName { get; init; } = "";

    public string ScopeVersion { get; init; } = "";

    public Members Scope { get; init; } = [];

    public uint ScopeDropped { get; init; }

    public string ScopeSchemaUrl { get; init; } = "";

    /// <summary>All of it as text with types, for comparison.</summary>
    public string Text() => string.Join(
        '|',
        Time.ToString(CultureInfo.InvariantCulture),
        (Observed == 0 ? Payload.Received : Observed).ToString(CultureInfo.InvariantCulture),
        Severity.ToString(CultureInfo.InvariantCulture),
        SeverityText,
        Print(Body),
        Print(Attributes),
        Dropped.ToString(CultureInfo.InvariantCulture),
        Flags.ToString(CultureInfo.InvariantCulture),
        Convert.ToHexString(TraceId),
        Convert.ToHexString(SpanId),
        EventName,
        Print(Resource),
        ResourceDropped.ToString(CultureInfo.InvariantCulture),
        ResourceSchemaUrl,
        ScopeName,
        ScopeVersion,
        Print(Scope),
        ScopeDropped.ToString(CultureInfo.InvariantCulture),
        ScopeSchemaUrl);

    public override string ToString() => Text();

    /// <summary>A decoded record as a model.</summary>
    public static RecordModel Of(RecordBatch batch, int index)
    {
        var record = batch.Records[index];
        record.Fate.ShouldBe(RecordFate.Keep, batch.String(record.Reason));
        var resource = record.Resource < 0 ? default : batch.Resources[record.Resource];
        var scope = record.Scope < 0 ? default : batch.Scopes[record.Scope];
        return new RecordModel
        {
            Time = record.TimeUnixNano,
            Observed = record.ObservedUnixNano,
            Severity = record.Severity,
            SeverityText = batch.String(record.SeverityText),
            Body = Read(batch, record.Body),
            Attributes = Read(batch, record.AttributeStart, record.AttributeCount),
            Dropped = record.DroppedAttributes,
            Flags = record.Flags,
            TraceId = record.TraceId == default ? [] : Convert.FromHexString(record.TraceId.ToString("x32", CultureInfo.InvariantCulture)),
            SpanId = record.SpanId == 0 ? [] : Convert.FromHexString(record.SpanId.ToString("x16", CultureInfo.InvariantCulture)),
            EventName = batch.String(record.EventName),
            Resource = Read(batch, resource.AttributeStart, resource.AttributeCount),
            ResourceDropped = resource.DroppedAttributes,
            ResourceSchemaUrl = batch.String(resource.SchemaUrl),
            ScopeName = batch.String(scope.Name),
            ScopeVersion = batch.String(scope.Version),
            Scope = Read(batch, scope.AttributeStart, scope.AttributeCount),
            ScopeDropped = scope.DroppedAttributes,
            ScopeSchemaUrl = batch.String(scope.SchemaUrl),
        };
    }

    private static object? Read(RecordBatch batch, Value value) => value.Kind switch
    {
        ValueKind.String => batch.String(value.Text),
        ValueKind.Bool => value.Bool,
        ValueKind.Int => value.Int,
        ValueKind.Double => value.Double,
        ValueKind.Bytes => batch.Text(value.Text).ToArray(),
        ValueKind.Array => Enumerable.Range(value.FirstChild, value.Length).Select(i => Read(batch, batch.Elements[i])).ToList(),
        ValueKind.Map => Read(batch, value.FirstChild, value.Length),
        _ => null,
    };

    private static Members Read(RecordBatch batch, int start, int count) =>
        [.. Enumerable.Range(start, count).Select(i => KeyValuePair.Create(Encoding.UTF8.GetString(batch.Keys[batch.Attributes[i].Key]), Read(batch, batch.Attributes[i].Value)))];

    private static string Print(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        double number => "d" + (double.IsNaN(number) ? "NaN" : BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture)),
        Members members => "{" + string.Join(',', members.Select(member => $"\"{member.Key}\":{Print(member.Value)}")) + "}",
        List<object?> list => "[" + string.Join(',', list.Select(Print)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
