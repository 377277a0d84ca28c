using System.Buffers.Text;
using System.Text.Json;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Otlp;

/// <summary>Walks an OTLP request in JSON along <see cref="JsonShape"/>. A method that returns false has set the error.</summary>
internal ref struct OtlpJsonInspector(ReadOnlySpan<byte> payload, IngestLimits limits)
{
    private readonly int _maxDepth = Math.Min(limits.MaxDepth, IngestLimits.DepthCeiling);
    private Utf8JsonReader _reader = new(payload, JsonCursor.Options);
    private int _records;
    private int _attributes;
    private long _values;
    private string? _error;

    public EnvelopeVerdict Inspect()
    {
        try
        {
            var sound = _reader.Read() && (_reader.TokenType == JsonTokenType.StartObject || Refuse("the request is not an object")) && Value(JsonShape.Request, 0);

            // The reader itself refuses anything but white space behind the object.
            return sound && !_reader.Read() ? new EnvelopeVerdict(_records, null) : new EnvelopeVerdict(0, _error ?? "not valid JSON");
        }
        catch (JsonException exception)
        {
            return new EnvelopeVerdict(0, $"not valid JSON, or nested too deeply: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}");
        }
    }

    private bool Value(JsonShape shape, int depth)
    {
        var token = _reader.TokenType;
        var fits = token == JsonTokenType.Null || shape.Kind switch
        {
            JsonShapeKind.Object => token == JsonTokenType.StartObject,
            JsonShapeKind.Array => token == JsonTokenType.StartArray,
            JsonShapeKind.Text => token == JsonTokenType.String,
            JsonShapeKind.Base64 => token == JsonTokenType.String
                && (_reader.ValueIsEscaped || Base64.IsValid(_reader.ValueSpan) || Base64Url.IsValid(_reader.ValueSpan)),
            JsonShapeKind.Integer => token == JsonTokenType.Number || (token == JsonTokenType.String && IsInteger(_reader.ValueSpan)),
            JsonShapeKind.Enum => token is JsonTokenType.Number or JsonTokenType.String,
            JsonShapeKind.Double => token == JsonTokenType.Number || (token == JsonTokenType.String && JsonCursor.TryReadDouble(_reader.ValueSpan, out _)),
            _ => token is JsonTokenType.True or JsonTokenType.False,
        };
        if (!fits)
        {
            return Refuse($"byte {_reader.TokenStartIndex}: a member of OTLP has the wrong type");
        }

        return token switch
        {
            JsonTokenType.StartObject => Object(shape, depth),
            JsonTokenType.StartArray => Array(shape.Item!, depth),
            _ => true,
        };
    }

    private bool Object(JsonShape shape, int depth)
    {
        depth += shape.Role == JsonRole.Nesting ? 1 : 0;
        if (!Count(shape.Role) || (depth > _maxDepth && !Refuse($"a value is nested deeper than {_maxDepth}")))
        {
            return false;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = shape.Find(_reader.ValueSpan);
            _reader.Read();
            if (member is null)
            {
                _reader.Skip();
            }
            else if (!Value(member, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Array(JsonShape item, int depth)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (!Value(item, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Count(JsonRole role)
    {
        switch (role)
        {
            case JsonRole.None:
            case JsonRole.Nesting:
                return true;
            case JsonRole.Record:
                _attributes = 0;
                return ++_records <= limits.MaxRecords || Refuse($"more than {limits.MaxRecords} records");
            case JsonRole.Entity:
                _attributes = 0;
                break;
            case JsonRole.Attribute when ++_attributes > limits.MaxAttributes:
                return Refuse($"a record, resource or scope has more than {limits.MaxAttributes} attributes");
        }

        return ++_values <= limits.MaxValues || Refuse($"more than {limits.MaxValues} attributes and elements");
    }

    private static bool IsInteger(ReadOnlySpan<byte> text) =>
        (Utf8Parser.TryParse(text, out long _, out var used) && used == text.Length) || (Utf8Parser.TryParse(text, out ulong _, out used) && used == text.Length);

    private bool Refuse(string reason)
    {
        _error = reason;
        return false;
    }
}
