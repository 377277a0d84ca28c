namespace LogPlatform.Storage.Files;

/// <summary>Steps that journal and store take with their files alike.</summary>
internal static class StorageFileExtensions
{
    /// <summary>
    /// Writes bytes over themselves, so that the next flush means something for them: after a failed sync the kernel may take pages for clean that never
    /// reached the disk, and a process that was killed leaves such pages behind.
    /// </summary>
    /// <exception cref="IOException">The disk failed, or the file ends before <paramref name="end"/>.</exception>
    public static void Rewrite(this IStorageFile file, long from, long end)
    {
        var buffer = new byte[1 << 20];
        for (var at = from; at < end;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at));
            if (file.Read(at, part) != part.Length)
            {
                throw new IOException("A file became shorter while it was read.");
            }

            file.Write(at, part);
            at += part.Length;
        }
    }

    /// <summary>Removes a file that does no harm if it stays.</summary>
    public static void TryDelete(this IStorageDirectory directory, string name)
    {
        try
        {
            directory.Delete(name);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            // The next start finds it and knows that nothing in it counts.
        }
    }
}
