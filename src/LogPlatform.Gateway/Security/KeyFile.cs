using System.Text.Json;

namespace LogPlatform.Gateway.Security;

/// <summary>Reads and replaces the file of keys. A crash leaves the old file or the new one, never a mixture.</summary>
internal sealed class KeyFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
    public void Write(ApiKey[] keys)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(next, options))
        {
            JsonSerializer.Serialize(stream, keys, SecurityJson.Default.ApiKeyArray);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
