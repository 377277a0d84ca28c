using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>Values as text for examples: scalars as they are, bytes in Base64, arrays and maps in JSON, cut when they are long.</summary>
internal static class ValueText
{
    private const int MaxLength = 4096;

    public static string Of(RecordBatch batch, in Value value)
    {
        if (value.Kind == ValueKind.String)
        {
            return batch.String(value.Text);
        }

        var text = new StringBuilder();
        Write(text, batch, value);
        return value.Kind == ValueKind.Bytes ? text.ToString(1, text.Length - 2) : text.ToString();
    }

    private static void Write(StringBuilder text, RecordBatch batch, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                Quote(text, batch.String(value.Text));
                break;
            case ValueKind.Bytes:
                text.Append('"').Append(Convert.ToBase64String(batch.Text(value.Text))).Append('"');
                break;
            case ValueKind.Bool:
                text.Append(value.Bool ? "true" : "false");
                break;
            case ValueKind.Int:
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value.Int}");
                break;
            case ValueKind.Double:
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value.Double:R}");
                break;
            case ValueKind.Array:
                text.Append('[');
                for (var i = 0; i < value.Length && text.Length < MaxLength; i++)
                {
                    text.Append(i > 0 ? "," : string.Empty);
                    Write(text, batch, batch.Elements[value.FirstChild + i]);
                }

                text.Append(']');
                break;
            case ValueKind.Map:
                text.Append('{');
                for (var i = 0; i < value.Length && text.Length < MaxLength; i++)
                {
                    var member = batch.Attributes[value.FirstChild + i];
                    text.Append(i > 0 ? "," : string.Empty);
                    Quote(text, Encoding.UTF8.GetString(batch.Keys[member.Key]));
                    text.Append(':');
                    Write(text, batch, member.Value);
                }

                text.Append('}');
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Quote(StringBuilder text, string value) =>
        text.Append('"').Append(JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"');
}
