using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Load.Bodies;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Demo;

/// <summary>The demo's live traffic: numbered records from beginning to end, so that the end can prove what became of every one.</summary>
internal sealed class DemoTraffic(CliContext context, ServerAddress server) : IAsyncDisposable
{
    // Longer than the story by far: it is stopped, not waited for.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _abandoned = new();
    private readonly List<(string Name, LoadRun Run, Task<LoadReport> Running)> _runs = [];

    /// <summary>Starts the shop.</summary>
    /// <param name="rate">Records a second.</param>
    public LoadRun StartShop(double rate) => Start("the shop", new LoadOptions { Ingest = server.Ingest, Control = server.Control, Rate = rate, BatchSize = 50 });

    /// <summary>Starts a service with records of its own.</summary>
    /// <param name="name">What it is called in the story.</param>
    /// <param name="samples">Its records.</param>
    /// <param name="rate">Records a second.</param>
    public LoadRun Start(string name, IReadOnlyList<SampleRecord> samples, double rate) => Start(
        name,
        new LoadOptions { Ingest = server.Ingest, Control = server.Control, Rate = rate, BatchSize = 5, Connections = 1, Protocol = LoadProtocol.Ndjson, Samples = samples, RecordBytes = 600 });

    /// <summary>Stops all of it, in order, and says how the server did.</summary>
    public async Task StopAsync()
    {
        foreach (var (name, run, running) in _runs)
        {
            run.Stop();
            var report = await running;
            var failures = report.Failures > 0 ? $"; {Figures.Count(report.Failures, "request")} without success were sent again" : ", every request at the first try";
            await context.Terminal.Out.WriteLineAsync(
                $"{name}: {Figures.Count(report.Acknowledged)} of {Figures.Count(report.Sent, "record")} acknowledged{failures}; "
                + $"half within {Figures.Duration(report.Latency.Percentile(0.5))}, 99% within {Figures.Duration(report.Latency.Percentile(0.99))}.");
        }
    }

    /// <summary>Reads everything back and compares it number by number.</summary>
    /// <returns>Whether all that was acknowledged is there, once.</returns>
    public async Task<bool> ProveAsync(CancellationToken cancellationToken)
    {
        var holds = true;
        foreach (var (name, run, _) in _runs)
        {
            var proof = await new LoadVerifier(server.Control, server.Key, context.Time).VerifyAsync(run, Patience, cancellationToken);
            await context.Terminal.Out.WriteAsync($"{name}: ");
            await LoadView.ShowAsync(context.Terminal, proof);
            holds &= proof.Holds && proof.Acknowledged > 0;
        }

        return holds;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A step that failed must not leave the senders behind.
        await _abandoned.CancelAsync();
        await Task.WhenAll(_runs.Select(run => run.Running));
        _abandoned.Dispose();
    }

    private LoadRun Start(string name, LoadOptions options)
    {
        var run = new LoadRun(options with { Key = server.Key, Duration = Longest, RetryFor = TimeSpan.FromMinutes(1) }, context.Time);
        _runs.Add((name, run, run.RunAsync(_abandoned.Token)));
        return run;
    }
}
