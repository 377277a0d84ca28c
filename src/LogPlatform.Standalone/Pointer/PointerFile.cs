using System.Text.Json;
using System.Text.Json.Serialization;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Files;

namespace LogPlatform.Standalone.Pointer;

/// <summary>The file that holds the active-color pointer. There is one writer, the process that holds the journal's lock.</summary>
internal sealed class PointerFile(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The pointer, or null before the first start.</summary>
    /// <exception cref="InvalidDataException">The file is damaged: guessing a generation could serve two at once, so a person must decide.</exception>
    public PointerRecord? Load()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var record = JsonSerializer.Deserialize<PointerRecord>(File.ReadAllBytes(path), Json) ?? throw new InvalidDataException("it is empty");
            record.ToPointer();
            return record;
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"The pointer file {path} is damaged: {error.Message}", error);
        }
    }

    /// <summary>
    /// Replaces the pointer durably, if its generation is still <paramref name="expected"/>.
    /// </summary>
    /// <returns>False when another switch came first; nothing has changed then.</returns>
    public bool TrySave(PointerRecord next, Generation expected)
    {
        if (new Generation(Load()?.Generation ?? 0) != expected || next.Generation <= expected.Value)
        {
            return false;
        }

        DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(next, Json));
        return true;
    }
}
