namespace LogPlatform.Core.Ports;

/// <summary>A small state as it was kept last.</summary>
/// <param name="Version">Grows with every replacement; at least 1.</param>
/// <param name="Content">UTF-8 JSON.</param>
public sealed record Document(long Version, ReadOnlyMemory<byte> Content);
