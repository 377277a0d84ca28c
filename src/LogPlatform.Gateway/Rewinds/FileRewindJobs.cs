using System.Globalization;
using System.Text.Json;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Storage.Files;

namespace LogPlatform.Gateway.Rewinds;

/// <summary>One file a rewind, replaced as a whole.</summary>
/// <param name="folder">The folder, created when the first is stored.</param>
public sealed class FileRewindJobs(string folder) : IRewindJobs
{
    /// <inheritdoc/>
    public IReadOnlyList<Rewind> List() =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json").Select(Read).OrderBy(rewind => rewind.Id.Value)] : [];

    /// <inheritdoc/>
    public void Save(Rewind rewind)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{rewind.Id.Value:000000}.json");
        DurableFile.Replace(Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(rewind, RewindJson.Default.Rewind));
    }

    private static Rewind Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RewindJson.Default.Rewind) ?? throw new JsonException("It is null.");
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{path} is not the state of a rewind; restore it or remove it.", damaged);
        }
    }
}
