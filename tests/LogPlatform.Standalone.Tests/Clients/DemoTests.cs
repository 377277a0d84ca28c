using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Clients;

public sealed class DemoTests
{
    [Fact]
    public async Task TheDemoTellsItsStoryAndEndsWell()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Repository.StandaloneAssembly))!;
        var logctl = Path.Combine(Repository.Root, "artifacts", "bin", "LogPlatform.Cli", configuration, "logctl.dll");
        var output = await ExternalTool.RunAsync("dotnet", [logctl, "demo", "--server", Repository.StandaloneAssembly]);
        output.ShouldContain("balanced");
    }
}
