using System.Globalization;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Load;
using Spectre.Console;

namespace LogPlatform.Cli.Rendering;

/// <summary>A load run for people and programs.</summary>
internal static class LoadView
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs, with a line of progress where a person watches.</summary>
    public static async Task<LoadReport> WatchAsync(Session session, LoadRun run, CancellationToken cancellationToken)
    {
        var console = session.Terminal.ErrorConsole;
        if (session.Json || !console.Profile.Capabilities.Interactive)
        {
            return await run.RunAsync(cancellationToken);
        }

        return await console.Status().StartAsync("Sending...", async status =>
        {
            var running = run.RunAsync(cancellationToken);
            while (await Task.WhenAny(running, Task.Delay(Pause, session.Time, CancellationToken.None)) != running)
            {
                var now = run.Progress;
                var seconds = Math.Max(now.Elapsed.TotalSeconds, 1e-6);
                status.Status(Markup.Escape(
                    $"{Figures.Duration(now.Elapsed)}  {Figures.Count(now.Acknowledged)} of {Figures.Count(now.Sent, "record")} acknowledged, "
                    + $"{Figures.Count((long)(now.Acknowledged / seconds))}/s, {Figures.Bytes(now.AcknowledgedBytes / seconds)}/s"));
            }

            return await running;
        });
    }

    /// <summary>Prints the report.</summary>
    public static async Task ShowAsync(Session session, LoadOptions options, LoadReport report, LoadProof? proof)
    {
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, Document(options, report, proof));
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn();
        grid.AddRow("run", $"{report.RunId} ({options.Protocol}, {options.Connections} connections, {options.BatchSize} records a request)");
        grid.AddRow("sent", $"{Figures.Count(report.Sent, "record")} in {Figures.Duration(report.Elapsed)}");
        grid.AddRow("acknowledged", $"{Figures.Count(report.Acknowledged)} records, {Figures.Count((long)report.RecordsPerSecond)}/s, {Invariant($"{report.MebibytesPerSecond:0.0}")} MiB/s");
        if (report.Refused > 0 || report.Maybe > 0)
        {
            grid.AddRow("refused", Figures.Count(report.Refused));
            grid.AddRow("no answer", $"{Figures.Count(report.Maybe)} (may be stored or not)");
        }

        if (report.Answers.Count > 0)
        {
            grid.AddRow("answers", string.Join(", ", report.Answers.Select(answer => $"{(answer.Key == 0 ? "none" : Invariant($"{answer.Key}"))} x {Figures.Count(answer.Value)}")));
        }

        if (report.Latency.Count > 0)
        {
            grid.AddRow("latency", string.Join(", ", Latencies(report).Select(entry => $"{entry.Name} {Figures.Duration(entry.Value)}")));
        }

        grid.AddRow("own CPU", $"{Figures.Duration(report.GeneratorCpu)} of this process");
        session.Terminal.Console.Write(grid);
        if (proof is not null)
        {
            await ShowAsync(session.Terminal, proof);
        }
    }

    /// <summary>Prints the proof in words.</summary>
    public static async Task ShowAsync(Terminal terminal, LoadProof proof)
    {
        if (proof.Holds)
        {
            var maybe = proof.FoundMaybe > 0 ? $" and {Figures.Count(proof.FoundMaybe)} of those without an answer" : string.Empty;
            await terminal.Out.WriteLineAsync(terminal.Ink.Paint(
                Tint.Green, $"Proved: all {Figures.Count(proof.Acknowledged)} acknowledged records are stored{maybe}; none is missing, none is double."));
            return;
        }

        await ShowAsync(terminal, "missing", "acknowledged but not found", proof.Missing);
        await ShowAsync(terminal, "doubled", "found more than once", proof.Doubled);
        await ShowAsync(terminal, "unexpected", "found although refused or never sent", proof.Unexpected);
    }

    private static async Task ShowAsync(Terminal terminal, string name, string meaning, IdSample ids)
    {
        if (ids.Count > 0)
        {
            var first = string.Join(", ", ids.First.Select(id => id.ToString(CultureInfo.InvariantCulture)));
            await terminal.Out.WriteLineAsync(terminal.Ink.Paint(
                Tint.Red, $"{name}: {Figures.Count(ids.Count, "record")} {meaning}: {first}{(ids.Count > ids.First.Count ? ", ..." : string.Empty)}"));
        }
    }

    private static IEnumerable<(string Name, TimeSpan Value)> Latencies(LoadReport report) =>
    [
        ("p50", report.Latency.Percentile(0.50)),
        ("p90", report.Latency.Percentile(0.90)),
        ("p99", report.Latency.Percentile(0.99)),
        ("max", report.Latency.Max),
    ];

    private static object Document(LoadOptions options, LoadReport report, LoadProof? proof) => new
    {
        Run = report.RunId,
        Protocol = options.Protocol.ToString(),
        Seconds = report.Elapsed.TotalSeconds,
        report.Sent,
        report.Acknowledged,
        report.AcknowledgedBytes,
        report.Refused,
        report.Maybe,
        Answers = report.Answers.ToDictionary(answer => Invariant($"{answer.Key}"), answer => answer.Value),
        report.RecordsPerSecond,
        report.MebibytesPerSecond,
        LatencyMilliseconds = Latencies(report).ToDictionary(entry => entry.Name, entry => entry.Value.TotalMilliseconds),
        GeneratorCpuSeconds = report.GeneratorCpu.TotalSeconds,
        Proof = proof,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
