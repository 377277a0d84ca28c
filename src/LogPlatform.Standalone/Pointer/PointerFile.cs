using System.Text.Json;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Files;

namespace LogPlatform.Standalone.Pointer;

/// <summary>The file that holds the active-color pointer. There is one writer, the process that holds the journal's lock, and one switch at a time.</summary>
internal sealed class PointerFile(string path)
{
    private PointerRecord? _known;

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
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(path), PointerJson.Default.PointerRecord) ?? throw new InvalidDataException("it is empty");
            record.ToPointer();
            return record;
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"The pointer file {path} is damaged: {error.Message}", error);
        }
    }

    /// <summary>
    /// Replaces the pointer durably, if its generation is still <paramref name="expected"/>. After a failure the old pointer holds for this process, whatever reached
    /// the disk: the next save replaces it.
    /// </summary>
    /// <returns>False when another switch came first; nothing has changed then.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public bool TrySave(PointerRecord next, Generation expected)
    {
        _known ??= Load();
        if (new Generation(_known?.Generation ?? 0) != expected || next.Generation <= expected.Value)
        {
            return false;
        }

        DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(next, PointerJson.Default.PointerRecord));
        _known = next;
        return true;
    }
}
