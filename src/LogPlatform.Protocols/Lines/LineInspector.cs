using System.Text.Json;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Lines;

/// <summary>Checks NDJSON and CLEF payloads line by line. One bad line refuses the payload, so nothing is accepted by half.</summary>
internal static class LineInspector
{
    // An exported record has its attributes one level down and marks bytes by an object.
    private const int DepthOfForm = 3;
    private const int MembersOfForm = 32;

    /// <summary>Counts the records.</summary>
    /// <param name="payload">The lines.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="objectsOnly">Whether a line that is no object is an error; else it is a record with that text as body.</param>
    public static EnvelopeVerdict Inspect(ReadOnlySpan<byte> payload, IngestLimits limits, bool objectsOnly)
    {
        var records = 0;
        var values = 0L;
        var maxDepth = Math.Min(limits.MaxDepth, IngestLimits.DepthCeiling);
        var lines = LineCursor.OfFile(payload, 0, payload.Length);
        while (lines.Next())
        {
            if (lines.Length > limits.MaxLineBytes)
            {
                return Refuse(lines.Number, $"longer than {limits.MaxLineBytes} bytes");
            }

            if (++records > limits.MaxRecords)
            {
                return Refuse(lines.Number, $"more than {limits.MaxRecords} records");
            }

            if (lines.IsObject)
            {
                if (CheckObject(payload.Slice(lines.Start, lines.Length), limits, maxDepth, ref values) is { } error)
                {
                    return Refuse(lines.Number, error);
                }
            }
            else if (objectsOnly)
            {
                return Refuse(lines.Number, "not a JSON object");
            }
        }

        return new EnvelopeVerdict(records, null);
    }

    private static string? CheckObject(ReadOnlySpan<byte> line, IngestLimits limits, int maxDepth, ref long values)
    {
        var reader = new Utf8JsonReader(line, JsonCursor.Options);
        var members = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= maxDepth + DepthOfForm)
                {
                    return $"byte {reader.TokenStartIndex}: nested deeper than {maxDepth}";
                }

                if (reader.TokenType is JsonTokenType.PropertyName && ++members > limits.MaxAttributes + MembersOfForm)
                {
                    return $"more than {limits.MaxAttributes} members";
                }

                if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray or JsonTokenType.PropertyName) && ++values > limits.MaxValues)
                {
                    return $"more than {limits.MaxValues} values in the request";
                }
            }
        }
        catch (JsonException exception)
        {
            return $"byte {exception.BytePositionInLine}: not valid JSON";
        }

        return null;
    }

    private static EnvelopeVerdict Refuse(int line, string reason) => new(0, $"line {line}: {reason}");
}
