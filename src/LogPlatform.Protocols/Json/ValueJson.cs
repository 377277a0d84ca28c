using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Json;

/// <summary>Values as JSON, without loss of type.</summary>
public static class ValueJson
{
    /// <summary>Writes a value where <paramref name="json"/> expects one. See <see cref="RecordJson"/> for the form.</summary>
    public static void Write(Utf8JsonWriter json, RecordBatch batch, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                WriteText(json, batch.Text(value.Text));
                break;
            case ValueKind.Bool:
                json.WriteBooleanValue(value.Bool);
                break;
            case ValueKind.Int:
                json.WriteNumberValue(value.Int);
                break;
            case ValueKind.Double:
                WriteDouble(json, value.Double);
                break;
            case ValueKind.Bytes:
                json.WriteStartObject();
                json.WriteBase64String(TypedNames.Bytes, batch.Text(value.Text));
                json.WriteEndObject();
                break;
            case ValueKind.Array:
                json.WriteStartArray();
                for (var i = 0; i < value.Length; i++)
                {
                    Write(json, batch, batch.Elements[value.FirstChild + i]);
                }

                json.WriteEndArray();
                break;
            case ValueKind.Map:
                WriteMap(json, batch, value.FirstChild, value.Length);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>Writes <paramref name="count"/> attributes from <paramref name="start"/> as an object.</summary>
    public static void WriteMap(Utf8JsonWriter json, RecordBatch batch, int start, int count)
    {
        json.WriteStartObject();
        for (var i = start; i < start + count; i++)
        {
            ref var member = ref batch.Attributes[i];
            var name = batch.Keys[member.Key];
            if (TypedNames.NeedsEscape(name))
            {
                json.WritePropertyName("$" + Encoding.UTF8.GetString(name));
            }
            else
            {
                json.WritePropertyName(name);
            }

            Write(json, batch, member.Value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes text as a JSON string. A rule may have cut it inside of a character: what is no valid UTF-8 becomes U+FFFD.</summary>
    internal static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteStringValue(Encoding.UTF8.GetString(text));
        }
    }

    private static void WriteDouble(Utf8JsonWriter json, double value)
    {
        if (!double.IsFinite(value))
        {
            json.WriteStartObject();
            json.WriteString(TypedNames.Double, double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
            json.WriteEndObject();
            return;
        }

        // The shortest digits that read back as the same number; a whole one keeps a point, so that it is not taken for an integer.
        Span<byte> digits = stackalloc byte[40];
        Utf8Formatter.TryFormat(value, digits, out var length);
        if (digits[..length].IndexOfAny((byte)'.', (byte)'E', (byte)'e') < 0)
        {
            digits[length++] = (byte)'.';
            digits[length++] = (byte)'0';
        }

        json.WriteRawValue(digits[..length], skipInputValidation: true);
    }
}
