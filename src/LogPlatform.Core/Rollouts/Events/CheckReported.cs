using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A check has a new word. Sent when its verdict changes.</summary>
/// <param name="Report">What it says.</param>
public sealed record CheckReported(CheckReport Report) : RolloutEvent;
