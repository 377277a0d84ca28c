using LogPlatform.Core.Releases;

namespace LogPlatform.Cli.Releases;

/// <summary>What a release archive says of itself: <c>release.json</c>.</summary>
/// <param name="Version">What a person calls it.</param>
/// <param name="Notes">What a person wrote about it; may be empty.</param>
/// <param name="Base">The release that what is missing is taken from; null when nothing is missing.</param>
/// <param name="ExpectedChanges">Differences that are meant.</param>
internal sealed record ReleaseManifest(string Version, string Notes, string? Base, IReadOnlyList<ExpectedChange> ExpectedChanges);
