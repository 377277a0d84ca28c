namespace LogPlatform.Core.Releases;

/// <summary>A sample batch and what the release must make of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">NDJSON to process.</param>
/// <param name="Output">The kept records in the form of an export, NDJSON, in order; members that are missing in it are not compared.</param>
public sealed record KnownAnswer(string Name, ReadOnlyMemory<byte> Input, ReadOnlyMemory<byte> Output);
