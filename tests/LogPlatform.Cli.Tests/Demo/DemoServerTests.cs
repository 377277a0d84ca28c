using System.Diagnostics;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Demo;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Demo;

public class DemoServerTests
{
    private const string Banner =
        """
        #!/bin/sh
        mkdir -p "$2"
        echo secret > "$2/operator.key"
        echo $$ > "$2/pid"
        echo "LogPlatform Standalone; data in $2"
        echo "  control page  http://127.0.0.1:8123/"
        echo "  OTLP/HTTP     http://127.0.0.1:4123/v1/logs"
        echo "Ready. Ctrl+C stops it gracefully."
        exec sleep 600
        """;

    [Fact]
    public async Task AddressesAndKeyAreTakenFromTheServerAndItIsStoppedAtTheEnd()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        using var folder = new TemporaryFolder();
        var server = await DemoServer.StartAsync(Script(folder, Banner), folder.Path, DemoRules.Yaml, TimeProvider.System, TestContext.Current.CancellationToken);
        using var process = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(server.Data, "pid"), TestContext.Current.CancellationToken)));
        await using (server)
        {
            server.Control.ShouldBe(new Uri("http://127.0.0.1:8123/"));
            server.Ingest.ShouldBe(new Uri("http://127.0.0.1:4123/"));
            server.Key.ShouldBe("secret");
            process.HasExited.ShouldBeFalse();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AServerThatEndsBeforeItIsReadyIsQuoted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        using var folder = new TemporaryFolder();
        var program = Script(folder, "#!/bin/sh\necho 'rules.yaml, line 3: expected a name'\nexit 1\n");
        var failure = await Should.ThrowAsync<CommandFailedException>(
            () => DemoServer.StartAsync(program, folder.Path, DemoRules.Yaml, TimeProvider.System, TestContext.Current.CancellationToken));
        failure.Next.ShouldNotBeNull().ShouldContain("line 3: expected a name");
    }

    [Fact]
    public async Task AServerThatIsNotThereIsAMistakeOnTheCommandLine()
    {
        var run = await CliRun.RunAsync(new CliSetup(), "demo", "--server", "no/such/server");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("there is no no/such/server");
    }

    private static ServerProgram Script(TemporaryFolder folder, string text)
    {
        var path = folder.Write("server.sh", text);
        return new ServerProgram("/bin/sh", [path]);
    }
}
