namespace LogPlatform.Core.Ports;

/// <summary>What a release made of one of its samples.</summary>
/// <param name="Name">The sample's name.</param>
/// <param name="Output">The kept records in the form of an export, one JSON object and a newline each, in order; empty when there is a failure.</param>
/// <param name="Failure">Why there is no output, in one sentence; null when there is.</param>
public sealed record SampleOutcome(string Name, ReadOnlyMemory<byte> Output, string? Failure = null);
