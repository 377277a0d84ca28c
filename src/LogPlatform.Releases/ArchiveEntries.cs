using System.IO.Compression;
using LogPlatform.Core.Slots;

namespace LogPlatform.Releases;

/// <summary>Which entries of an archive may become files, and where. An archive is foreign input: only names that can lie nowhere else pass.</summary>
internal static class ArchiveEntries
{
    /// <summary>Files of a release.</summary>
    public const int MaxFiles = 2_000;

    private const int MaxSegment = 200;
    private const int MaxPath = 500;
    private const int ShownLength = 100;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int TypeMask = 0xF000;

    /// <summary>The entries that are files, by their path in the release's folder; every mistake is added to <paramref name="errors"/>.</summary>
    public static IReadOnlyDictionary<string, ZipArchiveEntry> Check(ZipArchive archive, List<string> errors)
    {
        // Two names that differ in case only are one file on some disks: which of them wins must not depend on the disk.
        var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.OrdinalIgnoreCase);
        if (archive.Entries.Count > MaxFiles)
        {
            errors.Add($"the archive has {archive.Entries.Count} entries; at most {MaxFiles} are allowed");
            return files;
        }

        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName;
            if (FaultOf(entry) is { } fault)
            {
                errors.Add($"'{Shown(name)}' {fault}");
            }
            else if (!name.EndsWith('/') && !files.TryAdd(name, entry))
            {
                errors.Add($"'{Shown(name)}' is there twice, or differs from another name in case only");
            }
        }

        foreach (var path in files.Keys)
        {
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (files.ContainsKey(path[..slash]))
                {
                    errors.Add($"'{Shown(path[..slash])}' is a file and a folder");
                }
            }
        }

        return files;
    }

    /// <summary>A foreign name as it may stand in a message.</summary>
    public static string Shown(string name)
    {
        var shown = string.Concat(name.Take(ShownLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return name.Length > ShownLength ? shown + "..." : shown;
    }

    private static string? FaultOf(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        var type = (entry.ExternalAttributes >> 16) & TypeMask;
        if (type is not (0 or RegularFile or Folder) || (type == Folder && !name.EndsWith('/')))
        {
            return "is no ordinary file: links and devices are not allowed";
        }

        if (entry.IsEncrypted)
        {
            return "is encrypted";
        }

        if (name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl))
        {
            return "has a backslash, a colon or a control character in its name";
        }

        var segments = (name.EndsWith('/') ? name[..^1] : name).Split('/');
        if (name.StartsWith('/') || segments.Any(segment => segment.Length == 0 || segment is "." or ".."))
        {
            return "leads out of its folder";
        }

        if (name.Length > MaxPath || segments.Any(segment => segment.Length > MaxSegment || segment[^1] is '.' or ' '))
        {
            return "has a name that not every disk can hold";
        }

        return IsKnownPlace(name, segments) ? null : "is in none of the places of a release: release.json, rules.yaml, worker/, samples/NAME.in.ndjson, samples/NAME.out.ndjson";
    }

    private static bool IsKnownPlace(string name, string[] segments) => segments[0] switch
    {
        "release.json" or "rules.yaml" => name == segments[0],
        "worker" => segments.Length > 1 || name == "worker/",
        "samples" => name == "samples/" || (segments.Length == 2 && !name.EndsWith('/') && IsSample(segments[1])),
        _ => false,
    };

    private static bool IsSample(string file)
    {
        var name = file.EndsWith(ReleaseFolder.InputSuffix, StringComparison.Ordinal) ? file[..^ReleaseFolder.InputSuffix.Length]
            : file.EndsWith(ReleaseFolder.OutputSuffix, StringComparison.Ordinal) ? file[..^ReleaseFolder.OutputSuffix.Length]
            : string.Empty;
        return ReleaseId.TryParse(name, out _);
    }
}
