namespace LogPlatform.Cli.Api;

/// <summary>How to reach a server.</summary>
/// <param name="Control">Control and query API.</param>
/// <param name="Ingest">Where logs are sent.</param>
/// <param name="Key">The API key; null when there is none.</param>
internal sealed record ServerAddress(Uri Control, Uri Ingest, string? Key);
