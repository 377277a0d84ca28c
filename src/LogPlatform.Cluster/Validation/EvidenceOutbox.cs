using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>What one gateway collects at a stage, on its way to the grains of the checks. Evidence comes from any thread; one at a time sends.</summary>
internal sealed class EvidenceOutbox : IUnitEvidence
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<AnswerResult> _answers = [];
    private List<UnitEvidence> _units = [];
    private int _answersTaken;

    public EvidenceOutbox(IGrainFactory grains, RolloutState deployment, CheckStage stage, Release release, string name, TimeProvider time)
    {
        _time = time;
        Source = $"{name}/{time.GetUtcNow().UtcTicks}";
        Differences = new DiffAggregate(release.ExpectedChanges);
        Channels = [.. CheckPlan.Of(deployment.Strategy, stage).Where(check => EvidenceKindsOfChecks.Of(check) != EvidenceKinds.None).Select(check => Channel(grains, new CheckKey(deployment.Id, stage, check)))];
    }

    /// <summary>This gateway, and when it began to collect.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public DiffAggregate Differences { get; }

    /// <summary>The ways to the built-in checks.</summary>
    public IReadOnlyList<EvidenceChannel> Channels { get; }

    /// <inheritdoc/>
    public ComparedUnit Observe(Func<ComparedUnit> compare)
    {
        lock (_gate)
        {
            var compared = compare();
            _units.Add(EvidenceMessages.Of(compared));
            return compared;
        }
    }

    /// <summary>Takes in what a sample of the release gave.</summary>
    public void Observe(AnswerResult answer)
    {
        lock (_gate)
        {
            _answers.Add(answer);
        }
    }

    /// <summary>Takes out what was collected since this was last called.</summary>
    public EvidenceBatch Take()
    {
        lock (_gate)
        {
            var (units, answers) = (_units, _answers[_answersTaken..]);
            (_units, _answersTaken) = ([], _answers.Count);
            return EvidenceBatch.Of([.. units], Differences.TakeDelta(), answers);
        }
    }

    /// <summary>Sends a batch to all checks side by side; returns the checks that do not answer.</summary>
    public async Task<IReadOnlyList<string>> SendAsync(EvidenceBatch batch, long attempt, CancellationToken cancellationToken)
    {
        var sent = await Task.WhenAll(Channels.Select(channel =>
        {
            channel.Put(batch, attempt);
            return channel.SendAsync(cancellationToken);
        }));
        return [.. Channels.Zip(sent).Where(pair => !pair.Second).Select(pair => pair.First.Check)];
    }

    private EvidenceChannel Channel(IGrainFactory grains, CheckKey key) => new(key.Check, grains.GetGrain<IValidationGrain>(key.ToString()), Source, () => Known(key.Check), _time);

    // What a check that begins anew has to know: samples are asked once, and noise that is forgotten would be held against the candidate.
    private EvidenceBatch? Known(string check)
    {
        lock (_gate)
        {
            return check switch
            {
                CheckNames.KnownAnswers => EvidenceBatch.Of([], null, _answers[.._answersTaken]),
                CheckNames.OutputDiff => EvidenceBatch.Of([], Differences.NoiseTaken(), []),
                _ => null,
            };
        }
    }
}
