using LogPlatform.Gateway.Deployments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LogPlatform.Gateway.Tests.Deployments;

public sealed class DeploymentExtensionsTests
{
    [Fact]
    public void AddedTwiceItRunsOnce()
    {
        var services = new ServiceCollection().AddLogPlatformDeployments().AddLogPlatformDeployments();
        services.Count(service => service.ServiceType == typeof(IHostedService)).ShouldBe(2, "the controller and the notifier");
        services.Count(service => service.ServiceType == typeof(IDeployments)).ShouldBe(1);
    }
}
