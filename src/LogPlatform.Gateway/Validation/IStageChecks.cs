using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Gateway.Validation;

/// <summary>The checks of a stage with their evidence, wherever they are. Evidence comes from any thread, and one thread at a time draws the verdicts. Disposing ends them.</summary>
internal interface IStageChecks : IUnitEvidence, IAsyncDisposable
{
    /// <summary>What the checks said when they were last asked: a report for each check of the stage.</summary>
    IReadOnlyList<CheckReport> Reports { get; }

    /// <summary>What other gateways have mirrored.</summary>
    StageSums Others { get; }

    /// <summary>Makes them ready. Until then they take evidence, and nobody draws.</summary>
    ValueTask BeginAsync(CancellationToken cancellationToken);

    /// <summary>Takes in what a sample of the release gave.</summary>
    void Observe(AnswerResult answer);

    /// <summary>Takes in what a custom check says.</summary>
    void Observe(CheckReport custom);

    /// <summary>Takes a look at the stage in, asks every check, and returns the reports whose verdict is another than before.</summary>
    ValueTask<IReadOnlyList<CheckReport>> DrawAsync(StageLook look, CancellationToken cancellationToken);
}
