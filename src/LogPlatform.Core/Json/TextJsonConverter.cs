using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPlatform.Core.Json;

/// <summary>An identity that is text in JSON, as a value and as a key. The empty text stands for the default value.</summary>
/// <typeparam name="T">The identity.</typeparam>
public abstract class TextJsonConverter<T> : JsonConverter<T>
    where T : struct
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">It is not text, or not well-formed.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()!) : throw new JsonException($"A {typeof(T).Name} is text.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    /// <exception cref="JsonException">It is not well-formed.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);

    /// <summary>The identity of a text that is not empty; false when it is not well-formed.</summary>
    protected abstract bool TryParse(string text, out T value);

    private T Parse(string text) =>
        text.Length == 0 ? default : TryParse(text, out var value) ? value : throw new JsonException($"'{text}' is not a {typeof(T).Name}.");
}
