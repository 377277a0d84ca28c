using LogPlatform.Core.Rollouts;

namespace LogPlatform.Core.Ports;

/// <summary>The outcome of a switch.</summary>
/// <param name="Timing">How long it took; null when it was refused.</param>
/// <param name="Refusal">Why it was refused; null when it was made.</param>
public sealed record SwitchResult(SwitchTiming? Timing, string? Refusal);
