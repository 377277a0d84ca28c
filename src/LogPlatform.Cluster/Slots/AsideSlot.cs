using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Journal;

namespace LogPlatform.Cluster.Slots;

/// <summary>A release that silos of a color have loaded beside the slot's, for <paramref name="user"/>.</summary>
internal sealed class AsideSlot(Release release, string user, ColorWatch watch, UnitSender sender, PgJournal journal) : IAsideSlot
{
    private readonly UnitRequests _requests = new(journal);

    /// <inheritdoc/>
    public ReleaseId Release => release.Id;

    /// <inheritdoc/>
    public IReadOnlyList<NodeReport> Nodes => [.. watch.Nodes.Select(node => node with { Release = release.Id, Configuration = release.Configuration })];

    /// <inheritdoc/>
    public int Concurrency => watch.Concurrency;

    /// <summary>What its silos report.</summary>
    public ColorWatch Watch => watch;

    /// <inheritdoc/>
    public async Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken) =>
        await sender.SendAsync(watch, await _requests.OfAsync(unit, release.Configuration, cancellationToken), cancellationToken);

    /// <summary>Lets the silos forget the release, unless another uses it too.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await watch.Grain.UnloadAsideAsync(release.Configuration.Hex, user);
        }
#pragma warning disable CA1031 // A color that is gone has forgotten it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
