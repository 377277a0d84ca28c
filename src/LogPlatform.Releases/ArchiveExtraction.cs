using System.IO.Compression;

namespace LogPlatform.Releases;

/// <summary>Unpacks the archive of a release into a folder of its own.</summary>
internal static class ArchiveExtraction
{
    /// <summary>Bytes of a release, unpacked.</summary>
    public const long MaxBytes = 512L << 20;

    /// <summary>Unpacks <paramref name="archive"/>; every mistake is added to <paramref name="errors"/>, and what is in the folder is then of no use.</summary>
    public static async Task RunAsync(Stream archive, string folder, List<string> errors, CancellationToken cancellationToken)
    {
        OwnerOnly.CreateFolder(folder);
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            var files = ArchiveEntries.Check(zip, errors);
            if (errors.Count > 0)
            {
                return;
            }

            var left = MaxBytes;
            var buffer = new byte[1 << 17];
            foreach (var (path, entry) in files)
            {
                // What an entry says of its size is not believed: bytes are counted as they come.
                await using var source = entry.Open();
                await using var target = OwnerOnly.CreateFile(Path.Combine(folder, path));
                int read;
                while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    if ((left -= read) < 0)
                    {
                        errors.Add($"the archive unpacks to more than {MaxBytes >> 20} MiB");
                        return;
                    }

                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }

                target.Flush(flushToDisk: true);
            }
        }
        catch (InvalidDataException error)
        {
            errors.Add($"this is no sound ZIP archive: {error.Message}");
        }
    }
}
