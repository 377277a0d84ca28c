using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPlatform.Storage.Files;

/// <summary>
/// How state is written as JSON: members that a later version adds are passed over on reading, and those that an earlier one did not write keep their defaults. By reflection,
/// because generated code gives an <c>init</c> member that is missing zero instead of its default.
/// </summary>
internal static class StateJson
{
    /// <summary>For files that a person may read.</summary>
    public static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,

        // A figure may be the ratio of nothing to nothing.
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,

        // These files are not put into pages.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For files of lines.</summary>
    public static JsonSerializerOptions Line { get; } = new(Indented) { WriteIndented = false };

    /// <summary>The state in the bytes of <paramref name="file"/>.</summary>
    /// <exception cref="InvalidDataException">They are damaged; the message names the file.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> bytes, string file)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Indented) ?? throw new InvalidDataException($"{file} is damaged: it says nothing.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is damaged: {e.Message}", e);
        }
    }
}
