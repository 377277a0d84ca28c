using System.Net;
using LogPlatform.Cluster.Tests.Processes;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests;

/// <summary>The control page in this edition.</summary>
public sealed class ControlPageTests
{
    [Fact]
    public async Task EveryGatewayServesThePageWithTheSilosOfTheColorThatServes()
    {
        await using var platform = await ClusterPlatform.StartAsync();
        foreach (var gateway in platform.Gateways)
        {
            using var answer = await gateway.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            platform.Silos.Where(silo => silo.Color == Color.Blue).ShouldAllBe(silo => page.Contains($"{silo.Process.Id}", StringComparison.Ordinal));
        }
    }
}
