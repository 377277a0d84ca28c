using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace LogPlatform.Tests.Platform;

/// <summary>Makes archives of releases, sound ones and others.</summary>
internal sealed class ReleaseArchive
{
    private readonly List<(string Path, byte[] Content, int Attributes)> _entries = [];

    /// <summary>An archive that holds only its description.</summary>
    /// <param name="version">The release's version.</param>
    /// <param name="origin">The release that it is based on.</param>
    /// <param name="expectedChanges">Fields whose change it declares.</param>
    /// <param name="notes">What its maker says.</param>
    public static ReleaseArchive Of(string version, string? origin = null, string[]? expectedChanges = null, string notes = "")
    {
        var description = new Dictionary<string, object?>
        {
            ["version"] = version,
            ["notes"] = notes,
            ["expectedChanges"] = (expectedChanges ?? []).Select(field => new { field }),
        };
        if (origin is not null)
        {
            description["base"] = origin;
        }

        return new ReleaseArchive().With("release.json", JsonSerializer.Serialize(description));
    }

    /// <summary>Adds the real worker.</summary>
    public ReleaseArchive WithWorker() => WithFolder(Repository.WorkerFolder);

    /// <summary>Adds the worker that does wrong what <paramref name="faults"/> names, as in <c>faults.json</c>: <c>new { hang = true }</c>.</summary>
    public ReleaseArchive WithFaultyWorker(object faults) =>
        WithFolder(Repository.FaultyWorkerFolder).With("worker/faults.json", JsonSerializer.Serialize(faults));

    public ReleaseArchive WithRules(string rules = "version: 1\n") => With("rules.yaml", rules);

    public ReleaseArchive WithSample(string name, string input, string output) =>
        With($"samples/{name}.in.ndjson", input).With($"samples/{name}.out.ndjson", output);

    public ReleaseArchive With(string path, string content, int attributes = 0) => With(path, Encoding.UTF8.GetBytes(content), attributes);

    /// <summary>Adds an entry under whatever name, also one that no archive should have.</summary>
    public ReleaseArchive With(string path, byte[] content, int attributes = 0)
    {
        _entries.Add((path, content, attributes));
        return this;
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content, attributes) in _entries)
            {
                var entry = archive.CreateEntry(path, CompressionLevel.Fastest);
                entry.ExternalAttributes = attributes;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public Stream Open() => new MemoryStream(ToBytes());

    private ReleaseArchive WithFolder(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is not (".pdb" or ".xml")))
        {
            With("worker/" + Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path));
        }

        return this;
    }
}
