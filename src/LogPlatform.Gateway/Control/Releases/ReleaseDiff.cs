using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Control.Releases;

/// <summary>What is different between two releases.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other.</param>
/// <param name="SameArtifact">Whether their worker folders are equal.</param>
/// <param name="SameConfiguration">Whether their rules are equal once compiled: comments and layout may still differ.</param>
/// <param name="SameContent">Whether everything in them is equal.</param>
/// <param name="Rules">The rules' text as a unified diff; empty when it is equal.</param>
/// <param name="Files">Files of the worker folders, by path.</param>
/// <param name="Samples">Samples with known answers, by name.</param>
/// <param name="ExpectedChanges">Differences that the releases declare as meant, as <c>FIELD</c> or <c>FIELD@SERVICE</c>.</param>
public sealed record ReleaseDiff(
    ReleaseId From,
    ReleaseId To,
    bool SameArtifact,
    bool SameConfiguration,
    bool SameContent,
    string Rules,
    NameChanges Files,
    NameChanges Samples,
    NameChanges ExpectedChanges)
{
    internal static ReleaseDiff Between(Release from, Release to, Core.Ports.IReleaseCatalog catalog)
    {
        var (samplesFrom, samplesTo) = (SamplesOf(from), SamplesOf(to));
        return new ReleaseDiff(
            from.Id,
            to.Id,
            from.Artifact == to.Artifact,
            from.Configuration == to.Configuration,
            from.Fingerprint == to.Fingerprint,
            LineDiff.Unified(catalog.RulesOf(from.Id), catalog.RulesOf(to.Id)),
            NameChanges.Between(catalog.FilesOf(from.Id), catalog.FilesOf(to.Id), EqualityComparer<Fingerprint>.Default.Equals),
            NameChanges.Between(samplesFrom, samplesTo, AreEqual),
            NameChanges.Between(ExpectedOf(from), ExpectedOf(to), (_, _) => true));

        Dictionary<string, KnownAnswer> SamplesOf(Release release) => catalog.SamplesOf(release.Id).ToDictionary(sample => sample.Name, StringComparer.Ordinal);
    }

    private static bool AreEqual(KnownAnswer left, KnownAnswer right) =>
        left.Input.Span.SequenceEqual(right.Input.Span) && left.Output.Span.SequenceEqual(right.Output.Span);

    private static Dictionary<string, ExpectedChange> ExpectedOf(Release release) => release.ExpectedChanges
        .DistinctBy(Describe)
        .ToDictionary(Describe, StringComparer.Ordinal);

    private static string Describe(ExpectedChange change) => change.Service is null ? change.Field : $"{change.Field}@{change.Service}";
}
