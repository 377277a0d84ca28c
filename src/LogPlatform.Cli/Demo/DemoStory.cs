using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Demo;

/// <summary>What the demo shows, in order.</summary>
internal sealed class DemoStory : IDisposable
{
    private const double Rate = 2000;
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan StepBound = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly CliContext _context;
    private readonly DemoServer _server;
    private readonly Narrator _narrator;
    private readonly ApiClient _api;

    /// <summary>Prepares the story.</summary>
    public DemoStory(CliContext context, DemoServer server)
    {
        _context = context;
        _server = server;
        _narrator = new Narrator(context, server);
        _api = new ApiClient(server.Control!, server.Key);
    }

    /// <summary>Tells it all.</summary>
    /// <returns>Ok when everything that was promised was shown to hold.</returns>
    public async Task<ExitCode> TellAsync(CancellationToken cancellationToken)
    {
        var load = new LoadRun(
            new LoadOptions
            {
                Ingest = _server.Ingest!,
                Control = _server.Control!,
                Key = _server.Key,
                Rate = Rate,
                Duration = Sending,
                BatchSize = 100,
                RetryFor = TimeSpan.FromMinutes(1),
            },
            _context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await _narrator.SayAsync($"Five pretend services of a shop begin to log over OTLP, {Figures.Count((long)Rate)} records a second. Every record has a number.");
        var loading = load.RunAsync(stop.Token);
        try
        {
            await WaitForAsync("/api/v1/search", new ApiQuery().AddFilter("severity >= ERROR").Add("limit", 1), HasRecords, cancellationToken);
            await SearchAsync(cancellationToken);
            await RedactAsync(cancellationToken);
            await QuarantineAsync(cancellationToken);
            await KillWorkerAsync(cancellationToken);
            await _narrator.SayAsync("The services stop logging.");
            var report = await loading;
            await _context.Terminal.Out.WriteLineAsync(
                $"{Figures.Count(report.Acknowledged)} of {Figures.Count(report.Sent, "record")} acknowledged; half of the requests were answered within {Figures.Duration(report.Latency.Percentile(0.5))}, 99% within {Figures.Duration(report.Latency.Percentile(0.99))}.");
        }
        finally
        {
            // A step that failed must not leave the senders behind.
            await stop.CancelAsync();
            await loading;
        }

        return await ProveAsync(load, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();

    private static bool HasRecords(JsonElement page) => page.Items("records").Any();

    private static IEnumerable<JsonElement> Nodes(JsonElement status) => status.Items("slots").SelectMany(slot => slot.Items("nodes"));

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync("They can be searched as they come.");
        await _narrator.RunAsync(cancellationToken, "search", "severity >= ERROR", "--limit", "5");
        await _narrator.SayAsync("How many, and how bad:");
        await _narrator.RunAsync(cancellationToken, "histogram", "--from", "-30s", "--buckets", "60");
    }

    private async Task RedactAsync(CancellationToken cancellationToken)
    {
        const string Secret = "customer paid with 4111 1111 1111 1111, sent Authorization: Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbb";
        await _narrator.SayAsync($"Somebody logs a card number and a token: \"{Secret}\".");
        await SendAsync(Secret, cancellationToken);
        var query = new ApiQuery().AddFilter("service = billing").Add("limit", 1);
        await WaitForAsync("/api/v1/search", query, HasRecords, cancellationToken);
        await _narrator.SayAsync("A rule redacts both before they are stored:");
        await _narrator.RunAsync(cancellationToken, "search", "service = billing");
    }

    private async Task QuarantineAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync("A service sends JSON that is cut off. It is not thrown away: it goes to quarantine, with the reason, and can be processed again later.");
        await SendAsync("{\"order\": 4711, \"state\": \"pa", cancellationToken);
        await WaitForAsync("/api/v1/quarantine", new ApiQuery(), page => page.Number("count") > 0, cancellationToken);
        await _narrator.RunAsync(cancellationToken, "quarantine", "list");
    }

    private async Task KillWorkerAsync(CancellationToken cancellationToken)
    {
        using var before = await _api.GetAsync("/api/v1/status", new ApiQuery(), cancellationToken);
        if (Nodes(before.RootElement).Select(node => node.Number("processId")).FirstOrDefault(id => id is > 1) is not { } worker)
        {
            throw new CommandFailedException(ExitCode.Failed, "the server names no worker process", "Look at `logctl status`.");
        }

        await _narrator.SayAsync($"Now a worker, process {worker}, is killed in the middle of its work.");
        using (var process = Process.GetProcessById((int)worker))
        {
            process.Kill();
        }

        await WaitForAsync(
            "/api/v1/status",
            new ApiQuery(),
            status => Nodes(status).All(node => node.Text("state") == "Ready") && Nodes(status).Sum(node => node.Number("restarts") ?? 0) > 0,
            cancellationToken);
        await _narrator.SayAsync("Another one took over its batches, and it was started again:");
        await _narrator.RunAsync(cancellationToken, "status");
    }

    private async Task<ExitCode> ProveAsync(LoadRun load, CancellationToken cancellationToken)
    {
        await WaitForAsync("/api/v1/ledger", new ApiQuery(), ledger => ledger.Number("inFlight") == 0, cancellationToken);
        await _narrator.SayAsync("Was anything lost, or doubled? The ledger accounts for every record:");
        var ledger = await _narrator.RunAsync(cancellationToken, "ledger");
        await _narrator.SayAsync("And the numbers prove it: all records are read back, and compared one by one with those acknowledged.");
        var proof = await new LoadVerifier(_server.Control!, _server.Key, _context.Time).VerifyAsync(load, StepBound, cancellationToken);
        await LoadView.ShowAsync(_context.Terminal, proof);
        return proof.Holds && ledger == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task SendAsync(string body, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(new { body, service = "billing", level = "info" });
        using var http = HttpSetup.CreateClient(_server.Key, connections: 1);
        using var content = new ByteArrayContent(line);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-ndjson");
        using var response = await http.PostAsync(new Uri(_server.Ingest!, "/ingest"), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new CommandFailedException(ExitCode.Failed, $"the server refused a record: {Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken))}");
        }
    }

    private async Task WaitForAsync(string path, ApiQuery query, Predicate<JsonElement> holds, CancellationToken cancellationToken)
    {
        var started = _context.Time.GetTimestamp();
        while (true)
        {
            using (var answer = await _api.GetAsync(path, query, cancellationToken))
            {
                if (holds(answer.RootElement))
                {
                    return;
                }
            }

            if (_context.Time.GetElapsedTime(started) > StepBound)
            {
                throw new CommandFailedException(ExitCode.Failed, $"{path} did not show what it should within {StepBound.TotalSeconds:0} s");
            }

            await Task.Delay(Poll, _context.Time, cancellationToken);
        }
    }
}
