namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Something that a decision wants done. Doing it again does no harm.</summary>
public abstract record RolloutEffect;
