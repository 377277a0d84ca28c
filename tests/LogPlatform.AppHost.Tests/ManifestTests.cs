using System.Diagnostics;
using System.Text.Json;

namespace LogPlatform.AppHost.Tests;

/// <summary>The manifest that <c>azd</c> reads.</summary>
public sealed class ManifestTests
{
    [Fact]
    public async Task TheManifestInTheRepositoryIsWhatThePublisherWritesNow()
    {
        // Its paths are relative to where it is written: one folder below the root, for the comparison.
        var written = Path.Combine(Repository.Root, "artifacts", $"manifest-{Environment.ProcessId}.json");
        try
        {
            await PublishAsync(written);

            (await File.ReadAllTextAsync(written, TestContext.Current.CancellationToken)).Replace("\"../src/", "\"src/", StringComparison.Ordinal)
                .ShouldBe(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "aspire-manifest.json"), TestContext.Current.CancellationToken), "see docs/azure.md: how it is written");
        }
        finally
        {
            File.Delete(written);
        }
    }

    [Theory]
    [InlineData("silo-blue", "blue")]
    [InlineData("silo-green", "green")]
    [InlineData("gateway", "control")]
    public async Task EachHasTheClusterThatItsNameSays(string name, string cluster)
    {
        var environment = (await ReadAsync()).GetProperty("resources").GetProperty(name).GetProperty("env");

        environment.GetProperty("Orleans__ClusterId").GetString().ShouldBe(cluster);
        environment.GetProperty("Orleans__ServiceId").GetString().ShouldBe($"logplatform-{cluster}");
        environment.GetProperty("Orleans__Clustering__ProviderType").GetString().ShouldBe("Redis");
    }

    [Fact]
    public async Task NoSecretIsInTheManifest()
    {
        var inputs = (await ReadAsync()).GetProperty("resources").EnumerateObject().Where(resource => resource.Value.GetProperty("type").GetString() == "parameter.v0").ToList();

        inputs.Select(input => input.Name).ShouldBe(["redis", "postgres", "operator-key"], ignoreOrder: true);
        inputs.ShouldAllBe(input => input.Value.GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean());
    }

    private static async Task<JsonElement> ReadAsync() =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "aspire-manifest.json"), TestContext.Current.CancellationToken)).RootElement;

    private static async Task PublishAsync(string path)
    {
        using var publisher = Process.Start(new ProcessStartInfo(
            "dotnet", [Repository.OutputOf("LogPlatform.AppHost", "LogPlatform.AppHost.dll"), "--publisher", "manifest", "--output-path", path]))!;
        await publisher.WaitForExitAsync(TestContext.Current.CancellationToken);
        publisher.ExitCode.ShouldBe(0);
    }
}
