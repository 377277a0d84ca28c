using System.Text.Json;
using LogPlatform.Storage.Files;

namespace LogPlatform.Gateway.Security;

/// <summary>Reads and replaces the file of keys. A crash leaves the old file or the new one, never a mixture.</summary>
internal sealed class KeyFile(string path)
{
    /// <summary>The keys; none when there is no file yet.</summary>
    /// <exception cref="InvalidDataException">The file is not a list of keys.</exception>
    public IReadOnlyList<ApiKey> Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SecurityJson.Default.ApiKeyArray) ?? [];
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} is not a list of keys; restore it, or remove it to have a new operator key made.", broken);
        }
    }

    /// <summary>Replaces the keys; durable when it returns.</summary>
    /// <exception cref="IOException">The disk failed; the old keys are still there.</exception>
    public void Write(ApiKey[] keys)
    {
        DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(keys, SecurityJson.Default.ApiKeyArray));
    }
}
