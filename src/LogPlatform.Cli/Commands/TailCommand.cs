using System.CommandLine;
using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl tail</c>.</summary>
internal sealed class TailCommand
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly FilterArgument _filter = new();
    private readonly Option<bool> _wide = new("--wide", "-w") { Description = "Show all attributes below each line" };
    private readonly Option<int?> _limit = new("--limit", "-n") { Description = "Stop after this many records", HelpName = "N" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var tail = new TailCommand();
        var command = new Command("tail", "Shows records as they are stored, until Ctrl-C.");
        tail._filter.AddTo(command);
        command.Add(tail._wide);
        command.Add(tail._limit);
        examples.Add(command, "logctl tail", "logctl tail 'service = payments and severity >= WARN' --wide", "logctl tail --json | jq -r .body");
        return frame.Bind(command, tail.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var printer = new RecordPrinter(session, parsed.GetValue(_wide));
        var query = new ApiQuery().AddFilter(_filter.Of(parsed));
        var left = parsed.GetValue(_limit) ?? long.MaxValue;
        var pause = FirstPause;
        var connected = false;
        try
        {
            while (true)
            {
                try
                {
                    using var response = await session.Api.OpenAsync("/api/v1/tail", query, "text/event-stream", cancellationToken);
                    if (connected)
                    {
                        session.Terminal.Note("Connected again. Records stored meanwhile are not shown here: `logctl search` has them.");
                    }

                    connected = true;
                    pause = FirstPause;
                    await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                    await foreach (var happened in ServerEventStream.ReadAsync(stream, cancellationToken))
                    {
                        left -= await ShowAsync(session, printer, happened, cancellationToken);
                        if (left <= 0)
                        {
                            return ExitCode.Ok;
                        }
                    }
                }
                catch (Exception e) when (connected && IsLost(e))
                {
                    // The server is being restarted, or the network was: a tail outlives both.
                }

                session.Terminal.Note($"The connection ended; trying again in {Figures.Duration(pause)}.");
                await Task.Delay(pause, session.Time, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how a tail ends.
            return ExitCode.Ok;
        }
    }

    private static bool IsLost(Exception e) => e is IOException { HResult: not Logctl.BrokenPipe } or HttpRequestException or CommandFailedException { ExitCode: ExitCode.Unreachable or ExitCode.Failed };

    private static async Task<int> ShowAsync(Session session, RecordPrinter printer, ServerEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(happened.Data);
            switch (happened.Name)
            {
                case "record":
                    await printer.PrintAsync(json.RootElement);
                    await session.Terminal.Out.FlushAsync(cancellationToken);
                    return 1;
                case "skipped":
                    session.Terminal.Note($"{Figures.Count(json.RootElement.Number("count") ?? 0, "record")} skipped: they come faster than they can be shown. Narrow the filter.");
                    return 0;
                default:
                    return 0;
            }
        }
        catch (JsonException)
        {
            session.Terminal.Note("An event of the server was not understood.");
            return 0;
        }
    }
}
