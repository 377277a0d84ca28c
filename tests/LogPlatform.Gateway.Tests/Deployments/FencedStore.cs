using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>The record store as one process reaches it.</summary>
internal sealed class FencedStore(World world, Fuse fuse) : IRecordStore
{
    public BatchId DurableWatermark => world.Records.DurableWatermark;

    public ValueTask WaitDurableAsync(BatchId after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<CommitStatus> CommitAsync(Commit commit, CancellationToken cancellationToken) => world.Records.CommitAsync(commit, cancellationToken);

    public async ValueTask SealAsync(Generation generation, CancellationToken cancellationToken)
    {
        await fuse.CrossAsync();
        await world.Sealing.WaitAsync(cancellationToken);
        await world.Records.SealAsync(generation, cancellationToken);
        world.Note($"seal {generation}");
        await fuse.CrossAsync();
    }

    public bool IsCommitted(BatchId id) => world.Records.IsCommitted(id);

    public IReadOnlyList<GenerationTotals> Totals() => world.Records.Totals();
}
