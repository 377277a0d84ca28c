using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LogPlatform.LoadHarness;
using LogPlatform.LoadHarness.Pages;
using LogPlatform.LoadHarness.Switches;

var rounds = new Option<int>("--rounds") { Description = "Measured rounds of each case, after one warm-up.", DefaultValueFactory = _ => 3 };
var cases = new Option<string[]>("--case") { Description = "Cases to run: " + string.Join(", ", LoadCase.All.Select(load => load.Name)) + ".", AllowMultipleArgumentsPerToken = true };
var workers = new Option<int>("--workers") { Description = "Worker processes.", DefaultValueFactory = _ => 2 };
var command = new RootCommand("Measures the whole of LogPlatform: bytes by CPU second of all its processes, memory, latency, stored size, search. Loopback only; stops by itself.") { rounds, cases, workers };
var assembly = Path.Combine(AppContext.BaseDirectory, "..", "..", "LogPlatform.Standalone", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "LogPlatform.Standalone.dll");
var switches = new Option<int>("--switches") { Description = "Switches of the measured round.", DefaultValueFactory = _ => 1000 };
var rollbacks = new Option<int>("--rollbacks") { Description = "Rollbacks of the measured round.", DefaultValueFactory = _ => 50 };
var rate = new Option<int>("--rate") { Description = "Requests a second.", DefaultValueFactory = _ => 1000 };
var control = new Option<string?>("--control") { Description = "Control address of a cluster that runs already, to measure that instead of a Standalone process.", Recursive = true };
var ingest = new Option<string[]>("--otlp") { Description = "With --control: the OTLP address of each gateway.", AllowMultipleArgumentsPerToken = true, Recursive = true };
var gateways = new Option<int[]>("--gateway") { Description = "With --control: the process id of each gateway.", AllowMultipleArgumentsPerToken = true, Recursive = true };
command.Add(control);
command.Add(ingest);
command.Add(gateways);
var switching = new Command("switches", "Switches and rollbacks under load, beside a steady run of the same load.") { switches, rollbacks, rate };
switching.SetAction(parsed => new SwitchReport(() => StartAsync(parsed, []), parsed.GetValue(switches), parsed.GetValue(rollbacks), parsed.GetValue(rate)).PrintAsync());
command.Add(switching);
var pace = new Option<int>("--pace") { Description = "Records a second; 0 for as many as are taken.", DefaultValueFactory = _ => 0 };
var mirroring = new Command("mirror", "The cost of a mirror of all traffic.") { rounds, pace };
mirroring.SetAction(parsed => new MirrorReport(assembly, parsed.GetValue(rounds), parsed.GetValue(pace)).PrintAsync());
command.Add(mirroring);
var open = new Option<int>("--pages") { Description = "Open control pages.", DefaultValueFactory = _ => 50 };
var path = new Option<string>("--path") { Description = "Which page is open.", DefaultValueFactory = _ => "/" };
var watching = new Command("pages", "The cost of open control pages at 10,000 records/s.") { rounds, open, path };
watching.SetAction(parsed => new PagesReport(assembly, parsed.GetValue(rounds), parsed.GetValue(open), parsed.GetValue(path)!).PrintAsync());
command.Add(watching);
var starts = new Option<int>("--starts") { Description = "Measured starts of the process, after one that is not.", DefaultValueFactory = _ => 9 };
var first = new Command("first-page", "The wait for the first control page after a start.") { starts };
first.SetAction(parsed => new FirstPageReport(assembly, parsed.GetValue(starts)).PrintAsync());
command.Add(first);
command.SetAction(async parsed =>
{
    Console.WriteLine("| case | round | MiB | MiB/CPU s | gateway CPU s | workers CPU s | wall s | core % | gateway MiB | worker MiB | p50 ms | p99 ms | max ms | failed |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    var chosen = parsed.GetValue(cases) is { Length: > 0 } names ? names : [.. LoadCase.All.Select(load => load.Name)];
    foreach (var load in LoadCase.All.Where(load => chosen.Contains(load.Name)))
    {
        await using var platform = await StartAsync(parsed, ["--workers", $"{parsed.GetValue(workers)}"]);
        long sent = 0;
        for (var round = 0; round <= parsed.GetValue(rounds); round++)
        {
            var sending = new LoadRound(load, platform, seed: round + 1);
            var before = await platform.UsageAsync();
            var started = Stopwatch.GetTimestamp();
            await sending.SendAsync();
            sent += sending.Records;
            await platform.WaitSettledAsync(sent);
            var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var after = await platform.UsageAsync();
            Print(round, Result(load, sending, before, after, wall));
        }

        if (platform.IsOwn)
        {
            await SearchReport.PrintAsync(platform, load, sent);
        }
    }
});
return await command.Parse(args).InvokeAsync();

Task<Platform> StartAsync(ParseResult parsed, string[] arguments) => parsed.GetValue(control) is { } address
    ? Task.FromResult(Platform.Attach(new Uri(address), [.. parsed.GetValue(ingest)!.Select(one => new Uri(one))], parsed.GetValue(gateways)!))
    : Platform.StartAsync(assembly, arguments);

static RoundResult Result(
    LoadCase load,
    LoadRound round,
    IReadOnlyList<(string Name, double CpuSeconds, long ResidentBytes)> before,
    IReadOnlyList<(string Name, double CpuSeconds, long ResidentBytes)> after,
    double wall)
{
    var latency = round.LatencyMilliseconds.Order().ToList();
    double At(double quantile) => latency.Count == 0 ? 0 : latency[(int)Math.Min(latency.Count - 1, quantile * latency.Count)];
    return new RoundResult(
        load.Name,
        round.Bytes / 1048576.0,
        round.Records,
        wall,
        after[0].CpuSeconds - before[0].CpuSeconds,
        after.Skip(1).Sum(process => process.CpuSeconds) - before.Skip(1).Sum(process => process.CpuSeconds),
        after[0].ResidentBytes / 1048576.0,
        after.Skip(1).Max(process => process.ResidentBytes) / 1048576.0,
        At(0.5),
        At(0.99),
        At(1),
        round.Failed);
}

static void Print(int round, RoundResult result) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"| {result.Case} | {(round == 0 ? "warm-up" : round)} | {result.MebiBytes:0} | {result.MebiBytesPerCpuSecond:0.0} | {result.GatewayCpuSeconds:0.00} | {result.WorkersCpuSeconds:0.00} | {result.WallSeconds:0.0} | {result.CorePercent:0} | {result.GatewayMebiBytes:0} | {result.LargestWorkerMebiBytes:0} | {result.P50Milliseconds:0.0} | {result.P99Milliseconds:0.0} | {result.MaxMilliseconds:0.0} | {result.Failed} |"));
