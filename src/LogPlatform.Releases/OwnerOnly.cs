namespace LogPlatform.Releases;

/// <summary>Makes folders and files that only their owner can read: a worker and its rules say how secrets are found.</summary>
internal static class OwnerOnly
{
    /// <summary>A folder, and those above it that are missing.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // The runtime gives the mode to the last folder only.
        if (!Directory.Exists(path))
        {
            CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A new file and the folders above it; fails when the file exists.</summary>
    public static FileStream CreateFile(string path)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Writes a new file through to the disk.</summary>
    public static void WriteFile(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = CreateFile(path);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Copies a folder with everything in it, through to the disk.</summary>
    public static void CopyFolder(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            using var source = File.OpenRead(path);
            using var target = CreateFile(Path.Combine(to, Path.GetRelativePath(from, path)));
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }
    }
}
