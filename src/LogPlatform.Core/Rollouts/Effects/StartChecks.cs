using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Start the mirror and the checks of a stage; those of another stage stop. Leads to <see cref="Events.CheckReported"/>.</summary>
/// <param name="Stage">The stage.</param>
public sealed record StartChecks(CheckStage Stage) : RolloutEffect;
