using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>Switches and rollbacks under load, beside a steady run of the same load: failed requests, latency, and how long a switch takes.</summary>
internal sealed class SwitchReport(Func<Task<Platform>> start, int switches, int rollbacks, int requestsPerSecond)
{
    private const int RecordsPerRequest = 5;
    private const int ExporterRecordsPerSecond = 200;
    private const string Rules = "version: 1\nrules:\n  - name: redact\n    redact:\n      detectors: [bearer, jwt, card]\n";

    // As often as the best published benchmark of reloads: one every 100 ms.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // What is measured is the switch: the checks have figures of their own.
    private static readonly object Strategy = new
    {
        dwell = "00:00:00",
        bakeTime = "00:00:00",
        keepWarm = "01:00:00",
        checks = new[] { "readiness", "configuration", "known-answers", "output-diff", "latency", "throughput", "errors", "resources", "backward-read" }.ToDictionary(check => check, _ => "Off"),
    };

    private readonly List<double> _command = [];
    private readonly List<double> _converged = [];
    private readonly List<double> _drained = [];
    private readonly List<double> _answered = [];

    public async Task PrintAsync()
    {
        await using var platform = await start();
        using var client = new DeploymentClient(platform.Control);
        var blue = await client.ActiveReleaseAsync();
        var green = await client.CreateReleaseAsync("bench", Rules);

        // Both slots warm, both code paths compiled.
        await SwitchAsync(client, green);
        await SwitchAsync(client, blue);
        await RoundAsync(platform, "warm-up", () => Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System));
        Clear();

        var tables = new List<string>();
        var started = Stopwatch.GetTimestamp();
        tables.Add(await RoundAsync(platform, $"{switches} switches", async () =>
        {
            for (var done = 0; done < switches; done++)
            {
                await SwitchAsync(client, done % 2 == 0 ? green : blue);
            }
        }));
        var lasted = Stopwatch.GetElapsedTime(started);
        var timings = Timings("switch");
        Clear();
        tables.Add(await RoundAsync(platform, "steady", () => Task.Delay(lasted, TimeProvider.System)));
        tables.Add(await RoundAsync(platform, $"{rollbacks} rollbacks", async () =>
        {
            for (var done = 0; done < rollbacks; done++)
            {
                await RollBackAsync(client, switches % 2 == 0 ? green : blue);
            }
        }));
        timings += Timings("rollback");
        Console.WriteLine();
        Console.WriteLine("| round | requests | not 2xx | records | missing | doubled | exporter records | missing | doubled | p50 ms | p99 ms | p99.9 ms | max ms | gateway CPU ms a request |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        tables.ForEach(Console.WriteLine);
        Console.WriteLine();
        Console.WriteLine("| ms | count | p50 | p90 | p99 | p99.9 | max |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Console.Write(timings);
        var ledger = await platform.GetAsync("api/v1/ledger");
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Ledger: accepted {ledger.GetProperty("accepted").GetInt64():#,0}, committed {ledger.GetProperty("committed").GetInt64():#,0}, in flight {ledger.GetProperty("inFlight").GetInt64()}, generations {ledger.GetProperty("generations").GetArrayLength()}, balanced: {ledger.GetProperty("balanced").GetBoolean()}."));
    }

    private async Task<string> RoundAsync(Platform platform, string name, Func<Task> act)
    {
        var run = name.Replace(' ', '-');
        using var stop = new CancellationTokenSource();
        using var load = new NumberedLoad(platform.Ingest, run, requestsPerSecond, RecordsPerRequest);
        var exporter = new ExporterLoad(platform.Ingest[0], run, ExporterRecordsPerSecond);
        var before = (await platform.UsageAsync())[0].CpuSeconds;
        var sending = Task.WhenAll(load.RunAsync(stop.Token), Task.Run(() => exporter.RunAsync(stop.Token), CancellationToken.None));
        await act();
        await stop.CancelAsync();
        await sending;
        await platform.WaitSettledAsync(0);
        var gateway = (await platform.UsageAsync())[0].CpuSeconds - before;
        var (missing, doubled) = await NumberProof.CheckAsync(platform, $"run = \"{run}\"", "number", load.Records);
        var (exporterMissing, exporterDoubled) = await NumberProof.CheckAsync(platform, $"exporter.run = \"{run}\"", "number", exporter.Records);
        var latency = new Distribution(load.LatencyMilliseconds);
        Console.Error.WriteLine($"{name}: {load.Requests} requests; failures: {string.Join("; ", load.Failures.Distinct())}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {load.Requests} | {load.Failures.Count} | {load.Records} | {missing} | {doubled} | {exporter.Records} | {exporterMissing} | {exporterDoubled} | {latency.At(0.5):0.00} | {latency.At(0.99):0.00} | {latency.At(0.999):0.00} | {latency.At(1):0.00} | {1000 * gateway / load.Requests:0.00} |");
    }

    private async Task SwitchAsync(DeploymentClient client, string release)
    {
        var deployment = await client.DeployAsync(release, Strategy);
        await Task.Delay(Pause, TimeProvider.System);

        // Asked once, when it is long over: the answers to questions would be a good part of the load.
        var state = await client.WaitAsync(deployment.GetProperty("id").GetInt64(), "Succeeded");
        var timeline = state.GetProperty("timeline");
        var ended = timeline.EnumerateArray().First(entry => entry.GetProperty("phase").GetString() == "Succeeded");
        Note(state.GetProperty("switchTiming"), ended.GetProperty("at").GetDateTimeOffset() - timeline[0].GetProperty("at").GetDateTimeOffset());
    }

    private async Task RollBackAsync(DeploymentClient client, string release)
    {
        var deployment = await client.DeployAsync(release, Strategy);
        var id = deployment.GetProperty("id").GetInt64();
        await client.WaitAsync(id, "Succeeded");
        var started = Stopwatch.GetTimestamp();
        await client.RollBackAsync(id);
        var answered = Stopwatch.GetElapsedTime(started);
        var state = await client.WaitAsync(id, "RolledBack");
        Note(state.GetProperty("rollbackTiming"), answered);
    }

    private void Note(JsonElement timing, TimeSpan answered)
    {
        _command.Add(Milliseconds(timing.GetProperty("command")));
        _converged.Add(Milliseconds(timing.GetProperty("converged")));
        _drained.Add(Milliseconds(timing.GetProperty("drained")));
        _answered.Add(answered.TotalMilliseconds);
    }

    private string Timings(string what) => string.Join('\n',
    [
        new Distribution(_converged).Row($"{what}: from publication to the last possible lease on the old slot"),
        new Distribution(_command).Row($"{what}: from the command to the publication, persistence included"),
        new Distribution(_drained).Row($"{what}: from publication to drained"),
        new Distribution(_answered).Row(what == "switch" ? "switch: whole deployment, from its beginning to Succeeded" : "rollback: over HTTP, from POST to its answer"),
        string.Empty,
    ]);

    private void Clear()
    {
        _command.Clear();
        _converged.Clear();
        _drained.Clear();
        _answered.Clear();
    }

    private static double Milliseconds(JsonElement time) => TimeSpan.Parse(time.GetString()!, CultureInfo.InvariantCulture).TotalMilliseconds;
}
