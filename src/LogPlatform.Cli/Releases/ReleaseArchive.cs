using System.IO.Compression;
using System.Text.Json;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Releases;

/// <summary>Packs a release as the server takes it in.</summary>
internal static class ReleaseArchive
{
    private const string InputEnd = ".in.ndjson";
    private const string OutputEnd = ".out.ndjson";

    /// <summary>Packs into a temporary file that is gone when it is closed, and stands at its beginning.</summary>
    /// <exception cref="CommandFailedException">Something is not there, not readable, or a link.</exception>
    public static async Task<FileStream> PackAsync(ReleaseParts parts, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        try
        {
            await using (var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken))
            {
                await WriteManifestAsync(archive, parts.Manifest, cancellationToken);
                foreach (var (path, name) in Files(parts))
                {
                    await AddAsync(archive, path, name, cancellationToken);
                }
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task WriteManifestAsync(ZipArchive archive, ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        await using var stream = await archive.CreateEntry("release.json").OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(stream, manifest, JsonSerializerOptions.Web, cancellationToken);
    }

    private static async Task AddAsync(ZipArchive archive, string path, string name, CancellationToken cancellationToken)
    {
        try
        {
            await archive.CreateEntryFromFileAsync(path, name, CompressionLevel.Optimal, cancellationToken);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new CommandFailedException(ExitCode.Failed, $"{path} cannot be read: {e.Message}", "Nothing was sent.", e);
        }
    }

    private static IEnumerable<(string Path, string Name)> Files(ReleaseParts parts)
    {
        if (parts.Worker is { } worker)
        {
            foreach (var path in ArchiveFolder.Files(worker, "worker folder", recursive: true))
            {
                yield return (path, "worker/" + Path.GetRelativePath(worker, path).Replace('\\', '/'));
            }
        }

        if (parts.Rules is { } rules)
        {
            ArchiveFolder.RefuseLink(new FileInfo(rules));
            yield return (rules, "rules.yaml");
        }

        if (parts.Samples is { } samples)
        {
            foreach (var path in Samples(samples))
            {
                yield return (path, "samples/" + Path.GetFileName(path));
            }
        }
    }

    private static List<string> Samples(string folder)
    {
        var files = ArchiveFolder.Files(folder, "samples folder", recursive: false)
            .Where(path => path.EndsWith(InputEnd, StringComparison.Ordinal) || path.EndsWith(OutputEnd, StringComparison.Ordinal))
            .ToList();
        foreach (var path in files)
        {
            var other = path.EndsWith(InputEnd, StringComparison.Ordinal) ? path[..^InputEnd.Length] + OutputEnd : path[..^OutputEnd.Length] + InputEnd;
            if (!files.Contains(other))
            {
                throw new CommandFailedException(
                    ExitCode.Usage, $"{path} has no {Path.GetFileName(other)} beside it", $"A sample is a pair: NAME{InputEnd} goes in, NAME{OutputEnd} must come out.");
            }
        }

        return files.Count > 0
            ? files
            : throw new CommandFailedException(ExitCode.Usage, $"there are no samples in {folder}", $"A sample is a pair: NAME{InputEnd} goes in, NAME{OutputEnd} must come out.");
    }
}
