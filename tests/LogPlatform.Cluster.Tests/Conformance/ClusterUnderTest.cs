using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Tests.Conformance.Api;

namespace LogPlatform.Cluster.Tests.Conformance;

/// <summary>One cluster for all rules of the API: done at the first gateway, looked at by the second.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterUnderTest : PlatformUnderTest, ICollectionFixture<ClusterUnderTest>
{
    public const string Name = "API";

    private ClusterPlatform? _platform;

    internal override IPlatform One => _platform!.First;

    internal override IPlatform Other => _platform!.Second;

    protected override async Task StartAsync() => _platform = await ClusterPlatform.StartAsync(isOpen: false);

    protected override async ValueTask StopAsync()
    {
        if (_platform is not null)
        {
            await _platform.DisposeAsync();
        }
    }
}
