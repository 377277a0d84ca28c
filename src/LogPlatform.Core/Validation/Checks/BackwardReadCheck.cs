using LogPlatform.Core.Rollouts;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>What the candidate writes is read completely by the edition that stays after a rollback. A unit of which nothing is kept shows nothing.</summary>
public sealed class BackwardReadCheck(Strategy strategy, CheckStage stage) : IUnitCheck
{
    private long _readable;
    private bool _hasFailed;

    /// <inheritdoc/>
    public void Observe(PairedUnit unit)
    {
        _hasFailed |= !unit.IsReadable;
        if (unit is { IsReadable: true, Failure: null, Candidate.Committed: > 0 })
        {
            _readable++;
        }
    }

    /// <inheritdoc/>
    public CheckReport Report() => new()
    {
        Check = CheckNames.BackwardRead,
        Stage = stage,
        Verdict = _hasFailed ? Verdict.Fail : _readable >= strategy.MinUnits ? Verdict.Pass : Verdict.Inconclusive,
        Summary = _hasFailed ? "what the candidate writes could not be read: it cannot be rolled back without loss"
            : _readable >= strategy.MinUnits ? $"{Words.Count(_readable, "unit")} read back completely"
            : $"{_readable:#,0} of {Words.Count(strategy.MinUnits, "unit")}",
        Samples = _readable,
        MinSamples = strategy.MinUnits,
        SampleUnit = "unit",
    };
}
