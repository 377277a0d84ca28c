namespace LogPlatform.Core.Validation;

/// <summary>What a check says at one moment, and on what ground.</summary>
public sealed record CheckReport
{
    /// <summary>The check, one of <see cref="CheckNames"/> or a custom one.</summary>
    public required string Check { get; init; }

    /// <summary>When it is run.</summary>
    public required CheckStage Stage { get; init; }

    /// <summary>What it says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence for a person: what was found, with the figures that decide.</summary>
    public required string Summary { get; init; }

    /// <summary>Samples so far, in <see cref="SampleUnit"/>.</summary>
    public long Samples { get; init; }

    /// <summary>Samples that it needs before it may pass.</summary>
    public long MinSamples { get; init; }

    /// <summary>What a sample is: <c>unit</c>, <c>record</c>, <c>node</c>, <c>answer</c>.</summary>
    public string SampleUnit { get; init; } = string.Empty;

    /// <summary>The figures behind the verdict, with units in their names (<c>baseline p50 ms</c>).</summary>
    public IReadOnlyList<CheckFigure> Figures { get; init; } = [];

    /// <summary>Aggregated differences, for the output diff; most frequent first.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>The distributions that were compared, for the latency check; empty for others and before the first sample.</summary>
    public IReadOnlyList<Distribution> Distributions { get; init; } = [];
}
