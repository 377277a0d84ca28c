namespace LogPlatform.Core.Releases;

/// <summary>The outcome of taking a release in.</summary>
/// <param name="Release">The release; null when it was refused.</param>
/// <param name="IsNew">Whether it was not there before; the same content twice is one release.</param>
/// <param name="Errors">Why it was refused, everything at once; empty when it was not.</param>
public sealed record ReleaseIntake(Release? Release, bool IsNew, IReadOnlyList<string> Errors);
