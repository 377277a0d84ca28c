using System.Globalization;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>
/// What a mirror of all traffic costs: rounds without and with one, in turn, in one process. The active path is the gateway and the workers of the slot that serves; the gateway's part
/// of mirroring (handing units over, comparing what comes back) is in it, the candidate's workers are not.
/// </summary>
internal sealed class MirrorReport(string assembly, int rounds)
{
    // No check may come to a verdict, so that the mirror runs for as long as the round does.
    private static readonly object Strategy = new
    {
        autoPromote = false,
        validationLimit = "01:00:00",
        minUnits = 1_000_000,
        minRecords = 1_000_000_000,
        checks = new Dictionary<string, string> { ["latency"] = "Advisory", ["resources"] = "Advisory", ["throughput"] = "Advisory" },
    };

    public async Task PrintAsync()
    {
        var load = LoadCase.All.Single(load => load.Name == "otlp-384k");
        await using var platform = await Platform.StartAsync(assembly, []);
        using var client = new DeploymentClient(platform.Control);
        var release = await client.CreateReleaseAsync("mirrored", await RulesAsync(platform, await client.ActiveReleaseAsync()) + "\n# The same rules in another file.\n");
        long sent = 0;
        Console.WriteLine("| round | mirror | MiB/s | gateway CPU s | active workers CPU s | active path MiB/CPU s | candidate CPU s | mirrored units | left out |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var costs = new List<(bool Mirrored, double Cost)>();
        for (var round = 0; round <= 2 * rounds; round++)
        {
            var isMirrored = round > 0 && round % 2 == 0;
            long? deployment = null;
            if (isMirrored)
            {
                deployment = (await client.DeployAsync(release, Strategy)).GetProperty("id").GetInt64();
                await client.WaitAsync(deployment.Value, "Validating");
                await WaitWarmAsync(platform);
            }

            var sending = new LoadRound(load, platform, seed: round + 1);
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
            if (round > 0)
            {
                costs.Add((isMirrored, (gateway + active) / mebiBytes));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(round == 0 ? "warm-up" : round)} | {(isMirrored ? "all" : "off")} | {mebiBytes / wall:0} | {gateway:0.00} | {active:0.00} | {mebiBytes / (gateway + active):0.0} | {Spent(name => name.StartsWith("green", StringComparison.Ordinal)):0.00} | {mirror.Units - mirrorBefore.Units} | {mirror.LeftOut - mirrorBefore.LeftOut} |"));
            if (deployment is { } id)
            {
                await client.AbortAsync(id);
                await client.WaitAsync(id, "Aborted");
            }
        }

        var off = costs.Where(cost => !cost.Mirrored).Average(cost => cost.Cost);
        var on = costs.Where(cost => cost.Mirrored).Average(cost => cost.Cost);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Active path: {off * 1000:0.00} ms of CPU a MiB without a mirror, {on * 1000:0.00} with one: {100 * (1 - (off / on)):0.0}% less by CPU second."));
    }

    private static async Task<string> RulesAsync(Platform platform, string release)
    {
        var lines = new List<string>();
        await foreach (var line in platform.LinesAsync($"api/v1/releases/{Uri.EscapeDataString(release)}/rules"))
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    // The candidate's code is compiled while recorded traffic goes through it; that is over when nothing more is replayed.
    private static async Task WaitWarmAsync(Platform platform)
    {
        for (var (last, same) = (-1L, 0); same < 20;)
        {
            var (units, _) = await MirrorAsync(platform);
            same = units == last ? same + 1 : 0;
            last = units;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<(long Units, long LeftOut)> MirrorAsync(Platform platform)
    {
        var mirror = await platform.TryGetAsync("api/v1/mirror");
        return mirror is { ValueKind: System.Text.Json.JsonValueKind.Object } found && found.TryGetProperty("liveUnits", out var live)
            ? (live.GetInt64() + found.GetProperty("replayedUnits").GetInt64(), found.GetProperty("leftOut").GetInt64())
            : (0, 0);
    }
}
