using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.AppHost.Tests;

/// <summary>What a user gets who types <c>dotnet run --project LogPlatform.AppHost</c>.</summary>
public sealed class EndToEndTests(AppHostFixture fixture) : IClassFixture<AppHostFixture>
{
    // It only ends a test that would never end.
    private const int Limit = 300_000;

    private readonly RunningAppHost _platform = fixture.Platform;

    [Fact(Timeout = Limit)]
    public async Task LogctlShipsAReleaseAndTheDashboardTakesItBackWhileRecordsStreamIn()
    {
        var api = new DeploymentApi(_platform);
        await using var traffic = LiveTraffic.Start(_platform);
        await traffic.WaitForAsync(500);
        (await api.PointerAsync()).Color.ShouldBe(Color.Blue);
        (await _platform.CommandAsync("approve")).Message.ShouldBe("There was no deployment yet.");

        var release = await api.CreateShippingAsync("2.0", "shipped");
        await LogctlAsync("deploy", release, "--reason", "a test", "--wait", "--dwell", "0s", "--min-units", "10", "--min-records", "500", "--bake", "1s", "--advisory", "latency", "--advisory", "throughput", "--advisory", "resources");
        (await api.PointerAsync()).Color.ShouldBe(Color.Green);
        await LogctlAsync("rollback", "--reason", "a test");
        await api.UntilAsync(new DeploymentId(1), RolloutPhase.RolledBack);
        (await api.PointerAsync()).Color.ShouldBe(Color.Blue);

        var again = await api.DeployAsync(release);
        await api.UntilAsync(again.Id, RolloutPhase.Succeeded);
        var back = await _platform.CommandAsync("roll-back");
        back.Success.ShouldBeTrue(back.Message);
        await api.UntilAsync(again.Id, RolloutPhase.RolledBack);
        (await api.PointerAsync()).Color.ShouldBe(Color.Blue);

        await traffic.VerifyAsync(_platform);
        (await _platform.ExportAsync("run = live and shipped exists")).ShouldNotBeEmpty();
        await api.AuditIsIntactAsync();
    }

    [Fact(Timeout = Limit)]
    public Task TheDashboardGetsLogsTracesAndMetricsOfEveryProgram()
    {
        string[] signals = ["hasLogs", "hasTraces", "hasMetrics"];
        string[] programs = ["gateway", "gateway", "silo-blue", "silo-green"];
        return Polling.UntilAsync(
            "the dashboard has logs, traces and metrics of two gateways and of a silo of each color",
            async () => (await _platform.TelemetryAsync()).EnumerateArray()
                .Where(program => signals.All(signal => program.GetProperty(signal).GetBoolean()))
                .Select(program => program.GetProperty("name").GetString())
                .Order(StringComparer.Ordinal)
                .SequenceEqual(programs));
    }

    [Fact(Timeout = Limit)]
    public Task PagesAreServedByOneGateway() => _platform.PagesAreServedByOneGatewayAsync();

    private async Task LogctlAsync(params string[] arguments)
    {
        var (exitCode, output) = await Logctl.RunAsync(_platform.Http.BaseAddress!, _platform.Key, arguments);
        exitCode.ShouldBe(0, output);
    }
}
