using System.Text.Json;

namespace LogPlatform.Storage.Files;

/// <summary>A small piece of state in a file of its own, replaced as a whole. There is one writer at a time.</summary>
/// <typeparam name="T">The state, as System.Text.Json writes it.</typeparam>
public sealed class DurableJsonFile<T>
    where T : class
{
    private readonly IStorageDirectory _directory;
    private readonly string _name;

    /// <summary>The file at <paramref name="path"/>; its folder is created when it is missing.</summary>
    public DurableJsonFile(string path)
        : this(new DiskDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!), System.IO.Path.GetFileName(path))
    {
    }

    internal DurableJsonFile(IStorageDirectory directory, string name) => (_directory, _name) = (directory, name);

    /// <summary>Where it is.</summary>
    public string Path => System.IO.Path.Combine(_directory.Name, _name);

    /// <summary>The state that was saved last; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public T? Load() => DurableFile.Read(_directory, _name) is { } bytes ? StateJson.Parse<T>(bytes, Path) : null;

    /// <summary>Makes <paramref name="state"/> the content, durably and in one step.</summary>
    /// <exception cref="IOException">The disk failed; the old content is still there.</exception>
    public void Save(T state) => DurableFile.Replace(_directory, _name, JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Indented));

    /// <summary>Removes the file, durably, if it is there.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Delete()
    {
        _directory.Delete(_name);
        _directory.Flush();
    }
}
