namespace LogPlatform.Storage.Files;

/// <summary>A folder of files that are written by position. Failures are <see cref="IOException"/>.</summary>
internal interface IStorageDirectory
{
    /// <summary>Names the folder in messages.</summary>
    string Name { get; }

    /// <summary>Bytes that may still be allocated in the folder's file system.</summary>
    long FreeBytes { get; }

    /// <summary>The names of all files.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates an empty file, or empties the one of that name.</summary>
    IStorageFile Create(string name);

    /// <summary>Opens a file; null when there is none of that name.</summary>
    IStorageFile? Open(string name, FileAccess access);

    /// <summary>Renames a file, over another of the new name if there is one, in one step.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file, if it is there.</summary>
    void Delete(string name);

    /// <summary>Makes all creations, renames and removals so far durable.</summary>
    void Flush();

    /// <summary>Keeps every other process out until the answer is disposed.</summary>
    /// <exception cref="IOException">Another process is in.</exception>
    IDisposable Lock();
}
