namespace LogPlatform.Cli.Releases;

/// <summary>What goes into a release archive. Paths are absolute.</summary>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Worker">The worker's folder; null for the base's.</param>
/// <param name="Rules">The rules file; null for the base's.</param>
/// <param name="Samples">The folder with samples; null for none.</param>
internal sealed record ReleaseParts(ReleaseManifest Manifest, string? Worker, string? Rules, string? Samples);
