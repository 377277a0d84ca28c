using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Slots;

/// <summary>Nodes beside the two slots.</summary>
internal sealed class AsideSlot(LocalSlot slot, Action<AsideSlot> onDisposed) : IAsideSlot
{
    /// <inheritdoc/>
    public ReleaseId Release => slot.Release;

    /// <inheritdoc/>
    public IReadOnlyList<NodeReport> Nodes => slot.Nodes;

    /// <inheritdoc/>
    public int Concurrency => slot.Concurrency;

    /// <inheritdoc/>
    public Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken) => slot.ProcessAsync(unit, cancellationToken);

    /// <summary>Stops the nodes. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        onDisposed(this);
        await slot.DisposeAsync();
    }
}
