namespace LogPlatform.Core.Validation.Checks;

/// <summary>The release's own samples give the output that they expect. A release without samples passes, and the summary says that nothing is shown by it.</summary>
/// <param name="stage">When it is run.</param>
/// <param name="samples">How many samples the release brings.</param>
public sealed class KnownAnswersCheck(CheckStage stage, int samples) : ICheck
{
    private readonly HashSet<string> _right = [];
    private string? _failure;

    /// <summary>Takes the result of one sample in.</summary>
    public void Observe(AnswerResult result)
    {
        if (result.Failure is not null)
        {
            _failure ??= $"sample {result.Name}: {result.Failure}";
        }
        else if (result.Differences.Count > 0)
        {
            _failure ??= $"sample {result.Name}: {result.Differences[0]}{(result.Differences.Count > 1 ? $" (and {result.Differences.Count - 1} more)" : string.Empty)}";
        }
        else
        {
            _right.Add(result.Name);
        }
    }

    /// <inheritdoc/>
    public CheckReport Report() => new()
    {
        Check = CheckNames.KnownAnswers,
        Stage = stage,
        Verdict = _failure is not null ? Verdict.Fail : _right.Count >= samples ? Verdict.Pass : Verdict.Inconclusive,
        Summary = _failure
            ?? (samples == 0 ? "the release brings no samples, so nothing is shown by this"
                : _right.Count >= samples ? $"{Words.Count(samples, "sample")} as expected"
                : $"{_right.Count} of {Words.Count(samples, "sample")}"),
        Samples = _right.Count,
        MinSamples = samples,
        SampleUnit = "answer",
    };
}
