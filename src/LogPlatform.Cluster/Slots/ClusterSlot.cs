using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Journal;

namespace LogPlatform.Cluster.Slots;

/// <summary>A release on the silos of a color. Bytes travel with each unit, because silos see no journal.</summary>
/// <param name="release">The release.</param>
/// <param name="watch">What its silos report.</param>
/// <param name="sender">Sends units.</param>
/// <param name="journal">Where the bytes are.</param>
internal sealed class ClusterSlot(Release release, ColorWatch watch, UnitSender sender, PgJournal journal) : ISlot
{
    private readonly UnitRequests _requests = new(journal);
    private volatile bool _isServing;

    /// <inheritdoc/>
    public ReleaseId Release => release.Id;

    /// <inheritdoc/>
    public IReadOnlyList<NodeReport> Nodes => watch.Nodes;

    /// <inheritdoc/>
    public int Concurrency => watch.Concurrency;

    /// <summary>Whether every silo has the release. Its configuration alone says nothing: that of a release for another build may be the same.</summary>
    public bool IsReady => watch.Has(release.Configuration)
        && watch.Nodes.All(node => node.State == NodeState.Ready && node.Release == release.Id && node.Configuration == release.Configuration);

    /// <summary>Says whether the slot serves. Units for a slot that serves wait for its silos; those for another fail, so that it drains.</summary>
    public void SetServing(bool isServing) => _isServing = isServing;

    /// <inheritdoc/>
    public async Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken)
    {
        while (!watch.Has(release.Configuration))
        {
            var next = watch.Next;
            if (!_isServing)
            {
                throw new ProcessorFailedException($"no silo of {watch.Color} runs {release.Id}") { WasProcessing = false };
            }

            await next.WaitAsync(cancellationToken);
        }

        return await sender.SendAsync(watch, await _requests.OfAsync(unit, release.Configuration, cancellationToken), cancellationToken);
    }
}
