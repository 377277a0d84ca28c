using System.Diagnostics;
using System.Globalization;

namespace LogPlatform.LoadHarness.Pages;

/// <summary>What open control pages cost the gateway: rounds of 10,000 records/s without and with them, in turn, in one process.</summary>
internal sealed class PagesReport(string assembly, int rounds, int pages, string path)
{
    // The curves of the overview are two minutes long: a page costs most when they are full.
    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(120);

    public async Task PrintAsync()
    {
        var load = LoadCase.All.Single(load => load.Name == "paced-10k");
        await using var platform = await Platform.StartAsync(assembly, []);
        Console.WriteLine("| round | pages | gateway CPU s | wall s | gateway core % | gateway MiB | drawn, each page | KiB/s, each page |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var (costs, memory) = (new List<(bool IsWatched, double Share)>(), new List<(bool IsWatched, double MebiBytes)>());
        for (var round = 0; round <= 2 * rounds; round++)
        {
            var isWatched = round % 2 == 0;
            var open = isWatched ? await OpenAsync(platform) : [];
            await Task.Delay(isWatched && round > 0 ? LeadIn : TimeSpan.Zero, TimeProvider.System);
            var (drawnBefore, bytesBefore) = (open.Sum(page => page.Batches), open.Sum(page => page.Bytes));
            var sending = new LoadRound(load, platform, seed: round + 1);
            var before = (await platform.UsageAsync())[0];
            var started = Stopwatch.GetTimestamp();
            await sending.SendAsync();
            var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var after = (await platform.UsageAsync())[0];
            var share = 100 * (after.CpuSeconds - before.CpuSeconds) / wall;
            if (round > 0)
            {
                costs.Add((isWatched, share));
                memory.Add((isWatched, after.ResidentBytes / 1048576.0));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(round == 0 ? "warm-up" : round)} | {open.Count} | {after.CpuSeconds - before.CpuSeconds:0.00} | {wall:0.0} | {share:0.0} | {after.ResidentBytes / 1048576.0:0} | {(open.Sum(page => page.Batches) - drawnBefore) / (double)Math.Max(1, open.Count):0} | {(open.Sum(page => page.Bytes) - bytesBefore) / 1024.0 / Math.Max(1, open.Count) / wall:0.0} |"));
            foreach (var page in open)
            {
                await page.DisposeAsync();
            }
        }

        double Mean(IEnumerable<(bool IsWatched, double Value)> of, bool isWatched) => of.Where(one => one.IsWatched == isWatched).Average(one => one.Value);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pages} pages of {path}: {Mean(costs, true) - Mean(costs, false):0.0}% of one core, {(Mean(memory, true) - Mean(memory, false)) / pages:0.00} MiB resident a page."));
    }

    private async Task<List<OpenPage>> OpenAsync(Platform platform)
    {
        var open = new List<OpenPage>();
        for (var i = 0; i < pages; i++)
        {
            open.Add(new OpenPage(platform.Control));
            await open[^1].OpenAsync(path);
        }

        return open;
    }
}
