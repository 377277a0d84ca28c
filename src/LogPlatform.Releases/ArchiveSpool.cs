namespace LogPlatform.Releases;

/// <summary>Gives an archive that comes over the network a place from which it can be read in any order, which ZIP needs.</summary>
internal static class ArchiveSpool
{
    /// <summary>Unpacks <paramref name="archive"/> into <paramref name="folder"/>; every mistake is added to <paramref name="errors"/>.</summary>
    public static async Task RunAsync(Stream archive, string folder, List<string> errors, CancellationToken cancellationToken)
    {
        if (archive.CanSeek)
        {
            await ArchiveExtraction.RunAsync(archive, folder, errors, cancellationToken);
            return;
        }

        var path = folder + ".zip";
        try
        {
            await using (var target = OwnerOnly.CreateFile(path))
            {
                var buffer = new byte[1 << 17];
                int read;
                while ((read = await archive.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    if (target.Length > ArchiveExtraction.MaxBytes)
                    {
                        errors.Add($"the archive is larger than {ArchiveExtraction.MaxBytes >> 20} MiB");
                        return;
                    }
                }
            }

            await using var source = File.OpenRead(path);
            await ArchiveExtraction.RunAsync(source, folder, errors, cancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
