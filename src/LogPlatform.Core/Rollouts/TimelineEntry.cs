namespace LogPlatform.Core.Rollouts;

/// <summary>One thing that happened in a deployment.</summary>
/// <param name="At">When.</param>
/// <param name="Phase">The phase that followed from it.</param>
/// <param name="Actor">Who did it: a person's key, or <c>controller</c>.</param>
/// <param name="Message">What, in one sentence.</param>
public sealed record TimelineEntry(DateTimeOffset At, RolloutPhase Phase, string Actor, string Message);
