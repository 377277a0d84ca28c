using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>The deployment store as one process reaches it.</summary>
internal sealed class FencedDeployments(MemoryDeployments store, Fuse fuse) : IDeploymentStore
{
    public RolloutState? Latest() => store.Latest();

    public RolloutState? Find(DeploymentId id) => store.Find(id);

    public IReadOnlyList<RolloutState> List(DeploymentId before, int most) => store.List(before, most);

    public async ValueTask<bool> TrySaveAsync(RolloutState state, CancellationToken cancellationToken)
    {
        await fuse.CrossAsync();
        var saved = await store.TrySaveAsync(state, cancellationToken);
        await fuse.CrossAsync();
        return saved;
    }
}
