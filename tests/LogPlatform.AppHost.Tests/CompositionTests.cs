namespace LogPlatform.AppHost.Tests;

/// <summary>What runs, what uses what, and what waits for what.</summary>
public sealed class CompositionTests
{
    [Fact]
    public async Task TheStoresBothSlotsAndTheGatewaysAreThere()
    {
        await using var builder = await AppHost.CreateAsync("nowhere");

        builder.Resources.Where(resource => resource is ProjectResource or IResourceWithConnectionString and not ParameterResource).Select(resource => resource.Name)
            .ShouldBe(["redis", "postgres", "silo-blue", "silo-green", "gateway"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("silo-blue")]
    [InlineData("silo-green")]
    [InlineData("gateway")]
    public async Task AProgramRunsTwiceUnlessSomebodySaysOtherwise(string name)
    {
        await using var builder = await AppHost.CreateAsync("nowhere");
        await using var larger = await AppHost.CreateAsync("nowhere", "--Gateways", "4", "--Silos", "3");

        Replicas(builder, name).ShouldBe(2);
        Replicas(larger, name).ShouldBe(name == "gateway" ? 4 : 3);
    }

    [Theory]
    [InlineData("silo-blue", new[] { "redis" })]
    [InlineData("silo-green", new[] { "redis" })]
    [InlineData("gateway", new[] { "redis", "postgres", "silo-blue" })]
    public async Task AProgramWaitsForWhatItCannotDoWithout(string name, string[] awaited)
    {
        await using var builder = await AppHost.CreateAsync("nowhere");

        Named(builder, name).Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).Distinct().ShouldBe(awaited, ignoreOrder: true);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("postgres")]
    [InlineData("silo-blue")]
    [InlineData("silo-green")]
    [InlineData("gateway")]
    public async Task EveryPartHasAHealthCheck(string name)
    {
        await using var builder = await AppHost.CreateAsync("nowhere");

        Named(builder, name).Annotations.OfType<HealthCheckAnnotation>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task TheDashboardDeploysApprovesAndRollsBack()
    {
        await using var builder = await AppHost.CreateAsync("nowhere");

        Named(builder, "gateway").Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Name).ShouldBe(["deploy", "approve", "roll-back"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("control", 8080)]
    [InlineData("otlp", 4318)]
    [InlineData("syslog", 5514)]
    public async Task AllGatewaysAreReachedByTheAddressesOfTheStandaloneEdition(string endpoint, int port)
    {
        await using var builder = await AppHost.CreateAsync("nowhere", "DcpPublisher:RandomizePorts=false");

        Named(builder, "gateway").Annotations.OfType<EndpointAnnotation>().Single(one => one.Name == endpoint).Port.ShouldBe(port);
    }

    private static int Replicas(IDistributedApplicationTestingBuilder builder, string name) => Named(builder, name).Annotations.OfType<ReplicaAnnotation>().Last().Replicas;

    private static IResource Named(IDistributedApplicationTestingBuilder builder, string name) => builder.Resources.Single(resource => resource.Name == name);
}
