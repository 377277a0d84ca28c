using System.Diagnostics;
using System.Globalization;

namespace LogPlatform.LoadHarness.Pages;

/// <summary>How long the first person after a start of the process waits for the overview with its content, and the next one.</summary>
internal sealed class FirstPageReport(string assembly, int starts)
{
    private const int Repeats = 20;

    public async Task PrintAsync()
    {
        Console.WriteLine("| start | load average | first answer, ms | gateway CPU for it, ms | the following, median ms |");
        Console.WriteLine("|---|---|---|---|---|");
        var firsts = new List<double>();

        // The first start compiles this program's own half of the conversation.
        for (var start = 0; start <= starts; start++)
        {
            await using var platform = await Platform.StartAsync(assembly, []);
            using var http = new HttpClient { BaseAddress = platform.Control };
            var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
            var before = platform.GatewayCpuSeconds();
            var first = await LookAsync(http);
            var after = platform.GatewayCpuSeconds();
            var following = new List<double>();
            for (var i = 0; i < Repeats; i++)
            {
                following.Add(await LookAsync(http));
            }

            if (start > 0)
            {
                firsts.Add(first);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {start} | {load} | {first:0} | {1000 * (after - before):0} | {following.Order().ElementAt(Repeats / 2):0.0} |"));
            }
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The overview with its content, first answer after a start: median {firsts.Order().ElementAt(starts / 2):0} ms, max {firsts.Max():0} ms."));
    }

    private static async Task<double> LookAsync(HttpClient http)
    {
        var started = Stopwatch.GetTimestamp();
        var html = await http.GetStringAsync("/");
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return html.Contains("Ledger", StringComparison.Ordinal) ? elapsed : throw new InvalidOperationException("The answer has no content.");
    }
}
