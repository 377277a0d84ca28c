using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>A stage that another gateway leads: this one collects, and sends what it has collected to the grains of the checks.</summary>
internal sealed class FollowedStage : IAsyncDisposable
{
    private readonly StageOrder _order;
    private readonly EvidenceOutbox _outbox;
    private readonly StageCollector _collector;
    private readonly StageParts _parts;

    public FollowedStage(IGrainFactory grains, string name, StageServices services, StageOrder order, RolloutState deployment, Release release, ILogger logger)
    {
        var stage = (CheckStage)order.Stage;
        _order = order;
        _outbox = new EvidenceOutbox(grains, deployment, stage, release, name, services.Time);
        _collector = new StageCollector(services, deployment, stage, release, _outbox, logger);
        _parts = new StageParts(deployment.Id, logger);
        _collector.Start(_parts);
    }

    /// <summary>The attempt.</summary>
    public long Attempt => _order.Attempt;

    /// <summary>What this gateway has collected.</summary>
    /// <param name="isMeasured">Whether the leader measures the load, which it does when the candidate is warm.</param>
    public StageShare Share(bool isMeasured)
    {
        if (isMeasured)
        {
            _collector.WarmUp.Conclude();
        }

        // The leader's clock says since when load is measured, so that rates are of one stretch of time.
        var load = isMeasured ? _collector.Load(0, TimeSpan.Zero) : null;
        return new StageShare(Attempt, _outbox.Source, EvidenceMessages.Json(_collector.Mirror), _collector.WarmUp.IsOver, load is null ? [] : EvidenceMessages.Json(load));
    }

    /// <summary>Sends what was collected since this was last called; returns the checks that do not answer.</summary>
    public Task<IReadOnlyList<string>> SendAsync(CancellationToken cancellationToken) => _outbox.SendAsync(_outbox.Take(), Attempt, cancellationToken);

    /// <summary>Stops collecting. What was not sent is of no interest any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _collector.Close();
        await _parts.DisposeAsync();
        _collector.Dispose();
    }
}
