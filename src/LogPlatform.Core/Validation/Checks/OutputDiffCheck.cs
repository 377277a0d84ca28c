using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// The candidate's records are the baseline's, but for what the release declares and what two runs of the baseline differ in. With a tolerance of 0 the first other
/// difference fails, as soon as the noise floor was measured or the minimum of records is reached.
/// </summary>
/// <param name="strategy">Tolerance and minimum.</param>
/// <param name="stage">When it is run.</param>
/// <param name="differences">What was compared so far; the caller feeds it.</param>
public sealed class OutputDiffCheck(Strategy strategy, CheckStage stage, DiffAggregate differences) : ICheck
{
    private const int MaxChanges = 50;

    private string? _failure;

    /// <inheritdoc/>
    public CheckReport Report()
    {
        var changes = differences.Changes(MaxChanges);
        var unexpected = differences.UnexpectedRecords;
        var hasEnough = differences.Compared >= strategy.MinRecords;
        var isWithin = unexpected <= strategy.DiffTolerance * differences.Compared;
        if (!isWithin && (hasEnough || (strategy.DiffTolerance == 0 && differences.NoiseCompared > 0)))
        {
            _failure ??= Top(changes);
        }

        var verdict = _failure is not null ? Verdict.Fail : hasEnough && isWithin ? Verdict.Pass : Verdict.Inconclusive;
        return new CheckReport
        {
            Check = CheckNames.OutputDiff,
            Stage = stage,
            Verdict = verdict,
            Summary = _failure ?? (verdict == Verdict.Pass ? Sound(changes) : Undecided(changes)),
            Samples = differences.Compared,
            MinSamples = strategy.MinRecords,
            SampleUnit = "record",
            Figures =
            [
                new CheckFigure("records different", differences.Different),
                new CheckFigure("records unexpectedly different", unexpected),
                new CheckFigure("records compared for noise", differences.NoiseCompared),
            ],
            Changes = changes,
        };
    }

    private static string Top(IReadOnlyList<FieldChange> changes) =>
        changes.FirstOrDefault(change => change.Disposition == ChangeDisposition.Unexpected) is { } top ? ChangeText.Sentence(top) : "no unexpected difference";

    private string Sound(IReadOnlyList<FieldChange> changes) => differences.Different == 0
        ? $"{Words.Count(differences.Compared, "record")} compared, none differs"
        : $"{Words.Count(differences.Compared, "record")} compared; {ChangeText.Sentence(changes[0])}";

    private string Undecided(IReadOnlyList<FieldChange> changes) =>
        differences.Compared == 0 ? "no record has gone through both releases yet"
        : $"{differences.Compared:#,0} of {Words.Count(strategy.MinRecords, "record")} compared; {(changes.Count == 0 ? "none differs" : ChangeText.Sentence(changes[0]))}";
}
