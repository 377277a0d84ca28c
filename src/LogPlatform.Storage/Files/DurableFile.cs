namespace LogPlatform.Storage.Files;

/// <summary>Small files that are replaced as a whole.</summary>
public static class DurableFile
{
    /// <summary>
    /// Makes <paramref name="bytes"/> the content of the file, durably and in one step: a crash leaves the old content or the new, never a part. Readable by its owner only.
    /// </summary>
    /// <exception cref="IOException">The disk failed; the old content is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var directory = new DiskDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var name = Path.GetFileName(path);
        var aside = name + ".new";
        using (var file = directory.Create(aside))
        {
            file.Write(0, bytes);
            file.Flush();
        }

        directory.Rename(aside, name);
        directory.Flush();
    }
}
