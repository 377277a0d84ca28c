using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>A slot of two nodes that are ready unless a test says otherwise.</summary>
internal sealed class FakeSlot(Color color, ReleaseId release) : ISlot
{
    public ReleaseId Release => release;

    public IReadOnlyList<NodeReport> Nodes { get; set; } = [Node($"{color}-1", release), Node($"{color}-2", release)];

    public int Concurrency => 2;

    public Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public static NodeReport Node(string name, ReleaseId release) =>
        new(name, NodeState.Ready, release, MemoryCatalogOfReleases.Configuration(release), 1, 0, 0, 0, 0, 0, TimeSpan.FromMinutes(1));
}
