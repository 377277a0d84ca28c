using System.Text;
using LogPlatform.Contracts.Slots;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Releases;

namespace LogPlatform.Cluster.Slots;

/// <summary>
/// Which build of the silos a release is for. What Standalone has in a release's worker folder is an image elsewhere here, so the folder holds one file with the build's name.
/// </summary>
internal static class ClusterArtifact
{
    /// <summary>The file with the build's name, in the worker folder.</summary>
    public const string FileName = "build";

    private const int MostCharacters = 256;
    private const int MostOfVersion = 40;
    private const int MostOfCommit = 7;

    /// <summary>The artifact's fingerprint for a build.</summary>
    public static Fingerprint Of(string build) =>
        ReleaseFingerprint.OfArtifact(new Dictionary<string, Fingerprint> { [FileName] = ReleaseFingerprint.Of(Encoding.UTF8.GetBytes(build)) });

    /// <summary>The build of those that silos run that a release is for; null when it is for another one.</summary>
    public static string? BuildOf(Release release, SlotReport? report) =>
        report?.Silos.Select(silo => silo.Artifact).Distinct().FirstOrDefault(build => Of(build) == release.Artifact);

    /// <summary>The build's name, as a release's worker folder has it.</summary>
    public static string Read(ReleaseFolder folder) => File.ReadAllText(PathIn(folder));

    /// <summary>What to call the release that a build serves first: its name, as far as it may be part of a release's, with a commit cut short.</summary>
    public static string VersionOf(string build)
    {
        var commit = build.IndexOf('+', StringComparison.Ordinal) + 1;
        var shown = commit > 0 && build.Length > commit + MostOfCommit ? build[..(commit + MostOfCommit)] : build;
        var allowed = string.Concat(shown.Select(letter => ReleaseId.TryParse($"v{letter}", out _) ? letter : '-')).TrimStart('.');
        return allowed.Length <= MostOfVersion ? allowed : allowed[..MostOfVersion];
    }

    /// <summary>Adds what is wrong with the worker folder of a release that comes in.</summary>
    public static void Check(ReleaseFolder folder, List<string> errors)
    {
        if (!folder.ReadFiles().Keys.SequenceEqual([FileName]))
        {
            errors.Add($"worker/ holds something else than the file '{FileName}' with the name of a build: here the silos' images are the workers");
        }
        else if (!IsName(folder))
        {
            // An editor or echo ends its line, and no silo's name ends like that.
            errors.Add($"worker/{FileName} holds something else than the name of a build, as a silo reports it: no line break, no blanks around it, 1 to {MostCharacters} characters");
        }
    }

    private static bool IsName(ReleaseFolder folder) =>
        new FileInfo(PathIn(folder)).Length <= MostCharacters && Read(folder) is { Length: > 0 } name && name == name.Trim() && !name.Any(char.IsControl);

    private static string PathIn(ReleaseFolder folder) => Path.Combine(folder.WorkerFolder, FileName);
}
