using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>The releases that can be deployed.</summary>
public interface IReleaseCatalog
{
    /// <summary>All releases, newest first.</summary>
    IReadOnlyList<Release> List();

    /// <summary>A release; null when there is none with that name.</summary>
    Release? Find(ReleaseId id);

    /// <summary>Reads a release back and checks it against its fingerprint; a sentence about what is wrong, or null when it is intact.</summary>
    string? Damage(ReleaseId id);

    /// <summary>The rules of a release, as YAML.</summary>
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    string RulesOf(ReleaseId id);

    /// <summary>The files of a release's worker with their fingerprints, by path.</summary>
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    IReadOnlyDictionary<string, Fingerprint> FilesOf(ReleaseId id);

    /// <summary>The samples of a release with their known answers.</summary>
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    IReadOnlyList<KnownAnswer> SamplesOf(ReleaseId id);

    /// <summary>
    /// Takes a release in from a ZIP archive: <c>release.json</c> (version, notes, base, expectedChanges), <c>worker/...</c> and <c>rules.yaml</c> (each may be missing when a base release is named),
    /// <c>samples/NAME.in.ndjson</c> with <c>samples/NAME.out.ndjson</c>. Nothing is kept of one that is refused.
    /// </summary>
    Task<ReleaseIntake> CreateAsync(Stream archive, string actor, CancellationToken cancellationToken);
}
