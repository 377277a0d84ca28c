using System.Text;

namespace LogPlatform.Protocols.Otlp;

/// <summary>
/// The messages of an OTLP log request in their JSON form, as a table for the inspector. Members have two names, as parsers of protobuf's JSON must take both: lowerCamelCase
/// and that of the <c>.proto</c> file.
/// </summary>
internal sealed class JsonShape
{
    private readonly List<(byte[] Name, byte[] ProtoName, JsonShape Shape)> _members = [];

    private JsonShape(JsonShapeKind kind, JsonRole role = JsonRole.None)
    {
        Kind = kind;
        Role = role;
    }

    /// <summary>The whole request.</summary>
    public static JsonShape Request { get; } = Build();

    /// <summary>What JSON it takes.</summary>
    public JsonShapeKind Kind { get; }

    /// <summary>What is counted when one is met.</summary>
    public JsonRole Role { get; }

    /// <summary>The shape of an array's elements.</summary>
    public JsonShape? Item { get; private init; }

    /// <summary>The shape of a member; null when it is unknown.</summary>
    public JsonShape? Find(ReadOnlySpan<byte> name)
    {
        foreach (var member in _members)
        {
            if (name.SequenceEqual(member.Name) || name.SequenceEqual(member.ProtoName))
            {
                return member.Shape;
            }
        }

        return null;
    }

    private static JsonShape Build()
    {
        var text = new JsonShape(JsonShapeKind.Text);
        var integer = new JsonShape(JsonShapeKind.Integer);
        var any = new JsonShape(JsonShapeKind.Object);
        var pair = new JsonShape(JsonShapeKind.Object, JsonRole.Attribute).With("key", text).With("value", any);
        var element = new JsonShape(JsonShapeKind.Object, JsonRole.Element);
        foreach (var value in new[] { any, element })
        {
            value.With("stringValue", text)
                .With("boolValue", new JsonShape(JsonShapeKind.Bool))
                .With("intValue", integer)
                .With("doubleValue", new JsonShape(JsonShapeKind.Double))
                .With("bytesValue", new JsonShape(JsonShapeKind.Base64))
                .With("arrayValue", new JsonShape(JsonShapeKind.Object, JsonRole.Nesting).With("values", ArrayOf(element)))
                .With("kvlistValue", new JsonShape(JsonShapeKind.Object, JsonRole.Nesting).With("values", ArrayOf(pair)));
        }

        var record = new JsonShape(JsonShapeKind.Object, JsonRole.Record)
            .With("timeUnixNano", integer)
            .With("observedTimeUnixNano", integer)
            .With("severityNumber", new JsonShape(JsonShapeKind.Enum))
            .With("severityText", text)
            .With("body", any)
            .With("attributes", ArrayOf(pair))
            .With("droppedAttributesCount", integer)
            .With("flags", integer)
            .With("traceId", text)
            .With("spanId", text)
            .With("eventName", text);
        var scope = new JsonShape(JsonShapeKind.Object, JsonRole.Entity)
            .With("name", text).With("version", text).With("attributes", ArrayOf(pair)).With("droppedAttributesCount", integer);
        var scopeLogs = new JsonShape(JsonShapeKind.Object, JsonRole.Entity)
            .With("scope", scope).With("logRecords", ArrayOf(record)).With("schemaUrl", text);
        var resource = new JsonShape(JsonShapeKind.Object, JsonRole.Entity)
            .With("attributes", ArrayOf(pair)).With("droppedAttributesCount", integer);
        var resourceLogs = new JsonShape(JsonShapeKind.Object, JsonRole.Entity)
            .With("resource", resource).With("scopeLogs", ArrayOf(scopeLogs)).With("schemaUrl", text);
        return new JsonShape(JsonShapeKind.Object).With("resourceLogs", ArrayOf(resourceLogs));
    }

    private static JsonShape ArrayOf(JsonShape item) => new(JsonShapeKind.Array) { Item = item };

    private JsonShape With(string name, JsonShape shape)
    {
        var protoName = string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString()));
        _members.Add((Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(protoName), shape));
        return this;
    }
}
