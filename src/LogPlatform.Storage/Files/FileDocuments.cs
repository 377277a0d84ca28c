using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Files;

/// <summary>Documents as files of a folder that belongs to this process alone: <c>NAME.json</c>, readable by their owner only. A crash leaves the old one or the new one.</summary>
public sealed class FileDocuments : IDocuments
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _replaced = [];
    private readonly IStorageDirectory _directory;

    /// <summary>Those of a folder, which is created when it is missing.</summary>
    public FileDocuments(string folder)
        : this(new DiskDirectory(Path.GetFullPath(folder)))
    {
    }

    internal FileDocuments(IStorageDirectory directory) => _directory = directory;

    /// <inheritdoc/>
    public bool AreShared => false;

    /// <inheritdoc/>
    public string PlaceOf(string name) => Path.Combine(_directory.Name, FileOf(name));

    /// <inheritdoc/>
    public Document? Find(string name)
    {
        lock (_lock)
        {
            return Find_NeedsLock(name);
        }
    }

    /// <inheritdoc/>
    public bool TryReplace(string name, long version, ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            if ((Find_NeedsLock(name)?.Version ?? 0) != version)
            {
                return false;
            }

            DurableFile.Replace(_directory, FileOf(name), content.Span);
            _replaced[name] = version;
            return true;
        }
    }

    private static string FileOf(string name) => name + ".json";

    // The file itself needs no number: only this process replaces it, so counting from its start on is enough.
    private Document? Find_NeedsLock(string name) =>
        DurableFile.Read(_directory, FileOf(name)) is { } content ? new Document(_replaced.GetValueOrDefault(name) + 1, content) : null;
}
