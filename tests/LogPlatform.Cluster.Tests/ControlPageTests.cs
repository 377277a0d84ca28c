using System.Net;
using LogPlatform.Cluster.Tests.Processes;

namespace LogPlatform.Cluster.Tests;

/// <summary>The control page in this edition.</summary>
public sealed class ControlPageTests
{
    [Fact]
    public async Task EveryGatewayServesThePageWithTheSilosOfBothColors()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        foreach (var gateway in platform.Gateways)
        {
            using var answer = await gateway.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            platform.Silos.ShouldAllBe(silo => page.Contains($"pid {silo.Process.Id}", StringComparison.Ordinal));
        }
    }
}
