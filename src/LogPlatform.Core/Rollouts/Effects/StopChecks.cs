namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Stop the mirror and all checks.</summary>
public sealed record StopChecks : RolloutEffect;
