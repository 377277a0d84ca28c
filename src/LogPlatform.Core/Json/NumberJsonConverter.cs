using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPlatform.Core.Json;

/// <summary>An identity that is a whole number in JSON, and its digits as a key.</summary>
/// <typeparam name="T">The identity.</typeparam>
public abstract class NumberJsonConverter<T> : JsonConverter<T>
    where T : struct
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">It is not a whole number.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)
            ? Of(number)
            : throw new JsonException($"A {typeof(T).Name} is a whole number.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(NumberOf(value));

    /// <inheritdoc/>
    /// <exception cref="JsonException">It is not a whole number.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Of(number)
            : throw new JsonException($"A {typeof(T).Name} is a whole number.");

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(NumberOf(value).ToString(CultureInfo.InvariantCulture));

    /// <summary>The identity of a number.</summary>
    protected abstract T Of(long number);

    /// <summary>The number of an identity.</summary>
    protected abstract long NumberOf(T value);
}
