using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Hosting;

/// <summary>What a stranger meets at the first start, and when something is wrong.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheFirstStartMakesAnOperatorKeyThatOnlyItsOwnerCanRead()
    {
        await using var platform = await StandaloneProcess.StartAsync(Data);
        var file = Path.Combine(Data, "operator.key");
        var key = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        platform.Output.ShouldContain($"/login?key={key}");
        (await platform.GetAsync("api/v1/status")).GetProperty("pointer").GetProperty("generation").GetInt64().ShouldBe(1);
        using var stranger = new HttpClient { BaseAddress = platform.Control };
        (await stranger.GetAsync(new Uri("api/v1/status", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var lines = new StringContent("x");
        (await stranger.PostAsync(new Uri(platform.Otlp, "ingest"), lines, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var again = new StringContent("x");
        (await stranger.PostAsync(new Uri(platform.Otlp, "ingest"), again, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ASecondProcessOnTheSameDataFolderIsRefused()
    {
        await using var platform = await StandaloneProcess.StartAsync(Data, "--open");
        var refused = await Should.ThrowAsync<InvalidOperationException>(StandaloneProcess.StartAsync(Data, "--open"));
        refused.Message.ShouldContain("in use by another process");
        refused.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task APortInUseIsSaidInOneLine()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        var refused = await Should.ThrowAsync<InvalidOperationException>(
            StandaloneProcess.StartWithAsync(Data, "--open", "--control-port", $"{port}", "--otlp-port", "0", "--syslog-port", "0"));
        refused.Message.ShouldContain("address already in use");
        refused.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task ARulesFileWithAMistakeIsRefusedWithItsPlace()
    {
        var rules = Path.Combine(_folder.Path, "rules.yaml");
        await File.WriteAllTextAsync(rules, "version: 1\nrules:\n  - name: x\n    dropp: {}\n", TestContext.Current.CancellationToken);
        var refused = await Should.ThrowAsync<InvalidOperationException>(StandaloneProcess.StartAsync(Data, "--open", "--rules", rules));
        refused.Message.ShouldContain("rules.yaml(4,5)");
        refused.Message.ShouldContain("drop");
    }

    [Fact]
    public async Task KeysAreNeverLeftOutOnAnAddressThatOthersReach()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(StandaloneProcess.StartAsync(Data, "--open", "--bind", "0.0.0.0"));
        refused.Message.ShouldContain("keys");
    }

    [Fact]
    public async Task OwnTelemetryIsNotSentToItself()
    {
        using var free = new Socket(SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)free.LocalEndPoint!).Port;
        free.Dispose();
        var environment = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}" };
        await using var platform = await StandaloneProcess.StartWithAsync(
            Data, environment, "--open", "--control-port", "0", "--otlp-port", $"{port}", "--syslog-port", "0");
        platform.Output.ShouldContain("names this very program");
    }

    [Fact]
    public async Task AGracefulStopSettlesWhatWasAcceptedAndTheNextStartHasIt()
    {
        var platform = await StandaloneProcess.StartAsync(Data, "--open");
        for (var i = 0; i < 50; i++)
        {
            using var line = new StringContent($"line {i}");
            using var sent = await platform.Http.PostAsync(new Uri(platform.Otlp, "ingest?service=stop"), line, TestContext.Current.CancellationToken);
            sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await platform.StopAsync()).ShouldBe(0);
        platform.Output.ShouldContain("Stopped");
        await platform.DisposeAsync();
        await using var next = await StandaloneProcess.StartAsync(Data, "--open");
        var ledger = await next.GetAsync("api/v1/ledger");
        ledger.GetProperty("committed").GetInt64().ShouldBe(50);
        ledger.GetProperty("balanced").GetBoolean().ShouldBeTrue();
        (await next.ExportAsync("service = stop")).Count.ShouldBe(50);
    }

    [Fact]
    public async Task AStartWithOtherRulesIsANewGeneration()
    {
        var rules = Path.Combine(_folder.Path, "rules.yaml");
        await File.WriteAllTextAsync(rules, "version: 1\n", TestContext.Current.CancellationToken);
        await using (var first = await StandaloneProcess.StartAsync(Data, "--open", "--rules", rules))
        {
            await first.StopAsync();
        }

        await File.WriteAllTextAsync(rules, "version: 1\nrules:\n  - drop: true\n", TestContext.Current.CancellationToken);
        await using var second = await StandaloneProcess.StartAsync(Data, "--open", "--rules", rules);
        using var line = new StringContent("gone");
        using var sent = await second.Http.PostAsync(new Uri(second.Otlp, "ingest"), line, TestContext.Current.CancellationToken);
        await second.SettleAsync();
        var ledger = await second.GetAsync("api/v1/ledger");
        ledger.GetProperty("generations").EnumerateArray().Last().GetProperty("generation").GetInt64().ShouldBe(2);
        ledger.GetProperty("dropped").GetInt64().ShouldBe(1);
    }
}
