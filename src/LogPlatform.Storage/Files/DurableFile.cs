namespace LogPlatform.Storage.Files;

/// <summary>Small files that are replaced as a whole.</summary>
public static class DurableFile
{
    /// <summary>
    /// Makes <paramref name="bytes"/> the content of the file, durably and in one step: a crash leaves the old content or the new, never a part. Readable by its owner only.
    /// </summary>
    /// <exception cref="IOException">The disk failed; the old content is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes) =>
        Replace(new DiskDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!), Path.GetFileName(path), bytes);

    internal static void Replace(IStorageDirectory directory, string name, ReadOnlySpan<byte> bytes)
    {
        var aside = name + ".new";
        using (var file = directory.Create(aside))
        {
            file.Write(0, bytes);
            file.Flush();
        }

        directory.Rename(aside, name);
        directory.Flush();
    }

    internal static byte[]? Read(IStorageDirectory directory, string name)
    {
        using var file = directory.Open(name, FileAccess.Read);
        if (file is null)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        return bytes[..file.Read(0, bytes)];
    }
}
