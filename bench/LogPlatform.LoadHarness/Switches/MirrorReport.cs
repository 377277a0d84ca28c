using System.Globalization;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>
/// What a mirror of all traffic costs: rounds without and with one, in turn, in one process. The active path is the gateway and the workers of the slot that serves; the gateway's part
/// of mirroring (handing units over, comparing what comes back) is in it, the candidate's workers are not.
/// </summary>
internal sealed class MirrorReport(string assembly, int rounds, int recordsPerSecond)
{
    // One without and one with a mirror, so that both paths are compiled before anything counts.
    private const int WarmUps = 2;

    // No check may come to a verdict, so that the mirror runs for as long as the round does.
    private static readonly object Strategy = new
    {
        autoPromote = false,
        validationLimit = "01:00:00",
        minUnits = 1_000_000,
        minRecords = 1_000_000_000,
        checks = new Dictionary<string, string> { ["latency"] = "Advisory", ["resources"] = "Advisory", ["throughput"] = "Off" },
    };

    public async Task PrintAsync()
    {
        var load = LoadCase.All.Single(load => load.Name == "otlp-384k") with { RecordsPerSecond = recordsPerSecond };

        // Recorded traffic goes through both releases when live traffic is thin: that is a cost of validation, and not of the mirror.
        await using var platform = await Platform.StartAsync(assembly, [], ("LogPlatform__Mirror__ReplayWindow", "00:00:00"));
        using var client = new DeploymentClient(platform.Control);
        var release = await client.CreateReleaseAsync("mirrored", await RulesAsync(platform, await client.ActiveReleaseAsync()) + "\n# The same rules in another file.\n");
        long sent = 0;
        Console.WriteLine("| round | mirror | MiB/s | gateway CPU s | active workers CPU s | active path MiB/CPU s | candidate CPU s | mirrored units | left out |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var costs = new List<(bool Mirrored, double Cost)>();
        for (var round = -WarmUps; round < 2 * rounds; round++)
        {
            var isMirrored = round % 2 != 0;
            long? deployment = null;
            if (isMirrored)
            {
                deployment = (await client.DeployAsync(release, Strategy)).GetProperty("id").GetInt64();
                await client.WaitAsync(deployment.Value, "Validating");

                // The candidate's code is compiled while this goes through it.
                var warming = new LoadRound(load, platform, seed: 1000 + round);
                await warming.SendAsync();
                sent += warming.Records;
                await platform.WaitSettledAsync(sent);
            }

            var sending = new LoadRound(load, platform, seed: round + WarmUps);
            var mirrorBefore = await MirrorAsync(platform);
            var before = await platform.UsageAsync();
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            await sending.SendAsync();
            sent += sending.Records;
            await platform.WaitSettledAsync(sent);
            var wall = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
            var after = await platform.UsageAsync();
            var mirror = await MirrorAsync(platform);
            double Spent(Func<string, bool> isIt) => after.Where(process => isIt(process.Name)).Sum(process => process.CpuSeconds) - before.Where(process => isIt(process.Name)).Sum(process => process.CpuSeconds);
            var gateway = Spent(name => name == "gateway");
            var active = Spent(name => name.StartsWith("blue", StringComparison.Ordinal));
            var mebiBytes = sending.Bytes / 1048576.0;
            if (round >= 0)
            {
                costs.Add((isMirrored, (gateway + active) / mebiBytes));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(round < 0 ? "warm-up" : round + 1)} | {(isMirrored ? "all" : "off")} | {mebiBytes / wall:0} | {gateway:0.00} | {active:0.00} | {mebiBytes / (gateway + active):0.0} | {Spent(name => name.StartsWith("green", StringComparison.Ordinal)):0.00} | {mirror.Units - mirrorBefore.Units} | {mirror.LeftOut - mirrorBefore.LeftOut} |"));
            if (deployment is { } id)
            {
                await client.AbortAsync(id);
                await client.WaitAsync(id, "Aborted");
            }
        }

        var off = Median(costs, mirrored: false);
        var on = Median(costs, mirrored: true);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Active path, medians: {off * 1000:0.00} ms of CPU a MiB without a mirror, {on * 1000:0.00} with one: {100 * (1 - (off / on)):0.0}% less by CPU second."));
    }

    private static double Median(List<(bool Mirrored, double Cost)> costs, bool mirrored) =>
        new Distribution([.. costs.Where(cost => cost.Mirrored == mirrored).Select(cost => cost.Cost)]).At(0.5);

    private static async Task<string> RulesAsync(Platform platform, string release)
    {
        var lines = new List<string>();
        await foreach (var line in platform.LinesAsync($"api/v1/releases/{Uri.EscapeDataString(release)}/rules"))
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    private static async Task<(long Units, long LeftOut)> MirrorAsync(Platform platform)
    {
        var mirror = await platform.TryGetAsync("api/v1/mirror");
        return mirror is { ValueKind: System.Text.Json.JsonValueKind.Object } found && found.TryGetProperty("liveUnits", out var live)
            ? (live.GetInt64() + found.GetProperty("replayedUnits").GetInt64(), found.GetProperty("leftOut").GetInt64())
            : (0, 0);
    }
}
