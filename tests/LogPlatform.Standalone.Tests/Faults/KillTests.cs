using System.Diagnostics;
using System.Text.Json;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Faults;

/// <summary>Invariants 2 and 4 against SIGKILL.</summary>
public sealed class KillTests
{
    private const int Kills = 50;

    [Fact]
    public async Task EveryAcknowledgedRecordIsFoundExactlyOnceAfterFiftyKillsOfTheGateway()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20_261_120);
        var platform = await StandaloneProcess.StartAsync(folder.Path, "--open");
        string[] ports = ["--open", "--control-port", $"{platform.Control.Port}", "--otlp-port", $"{platform.Otlp.Port}", "--syslog-port", $"{platform.SyslogTcp.Port}"];
        var otlp = platform.Otlp;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var sender = new NumberedSender(() => otlp, "kill");
        var sending = sender.RunAsync(4, stop.Token);
        for (var kill = 0; kill < Kills; kill++)
        {
            // A random moment: after some more acknowledgements, wherever the gateway happens to be then.
            await sender.WaitForAsync(random.Next(1, 2000));
            await platform.KillAsync();
            await platform.DisposeAsync();
            platform = await StandaloneProcess.StartWithAsync(folder.Path, ports);
        }

        await stop.CancelAsync();
        await sending;
        await using (platform)
        {
            await VerifyAsync(platform, sender);
        }
    }

    [Fact]
    public async Task EveryAcknowledgedRecordIsFoundExactlyOnceAfterKillsOfWorkers()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        await using var platform = await StandaloneProcess.StartAsync(folder.Path, "--open");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var sender = new NumberedSender(() => platform.Otlp, "workers");
        var sending = sender.RunAsync(4, stop.Token);
        var killed = 0;
        while (killed < Kills)
        {
            await sender.WaitForAsync(random.Next(1, 1000));
            killed += KillOneWorker(await platform.GetAsync("api/v1/status"), random);
        }

        await stop.CancelAsync();
        await sending;

        // A batch that happened to be in process at three kills looks like one that takes workers down: it is kept with that reason, and not lost.
        await platform.SettleAsync();
        var quarantined = (await platform.GetAsync("api/v1/ledger")).GetProperty("quarantined").GetInt64();
        using var again = await platform.Http.PostAsync(new Uri("api/v1/quarantine/reprocess", UriKind.Relative), null, TestContext.Current.CancellationToken);
        again.EnsureSuccessStatusCode();
        await VerifyAsync(platform, sender, quarantined);
        var nodes = (await platform.GetAsync("api/v1/status")).GetProperty("slots").EnumerateArray().SelectMany(slot => slot.GetProperty("nodes").EnumerateArray());
        nodes.Sum(node => node.GetProperty("restarts").GetInt32()).ShouldBeGreaterThanOrEqualTo(Kills);
    }

    private static int KillOneWorker(JsonElement status, Random random)
    {
        var ids = status.GetProperty("slots").EnumerateArray()
            .SelectMany(slot => slot.GetProperty("nodes").EnumerateArray())
            .Select(node => node.GetProperty("processId"))
            .Where(id => id.ValueKind == JsonValueKind.Number)
            .Select(id => id.GetInt32())
            .ToList();
        if (ids.Count == 0)
        {
            return 0;
        }

        try
        {
            using var worker = Process.GetProcessById(ids[random.Next(ids.Count)]);
            worker.Kill();
            worker.WaitForExit();
            return 1;
        }
        catch (ArgumentException)
        {
            // It was gone already.
            return 0;
        }
    }

    private static async Task VerifyAsync(StandaloneProcess platform, NumberedSender sender, long quarantined = 0)
    {
        await sender.VerifyFoundAsync(platform);
        var ledger = await platform.GetAsync("api/v1/ledger");
        ledger.GetProperty("balanced").GetBoolean().ShouldBeTrue(ledger.ToString());
        ledger.GetProperty("committed").GetInt64().ShouldBe(sender.Sent, ledger.ToString());
        ledger.GetProperty("quarantined").GetInt64().ShouldBe(quarantined, ledger.ToString());
    }
}
