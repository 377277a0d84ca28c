using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Control.Releases;

/// <summary>All releases.</summary>
/// <param name="Active">The one that serves.</param>
/// <param name="Releases">The releases, newest first.</param>
public sealed record ReleaseList(ReleaseId Active, IReadOnlyList<Release> Releases);
