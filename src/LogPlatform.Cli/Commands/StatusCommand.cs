using System.CommandLine;
using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using Spectre.Console;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl status</c>.</summary>
internal sealed class StatusCommand
{
    private const string Path = "/api/v1/status";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Option<bool> _watch = new("--watch") { Description = "Show it again every second until Ctrl-C" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var status = new StatusCommand();
        var command = new Command("status", "Shows the slots and their nodes, the journal, and the store.");
        command.Add(status._watch);
        examples.Add(command, "logctl status", "logctl status --watch", "logctl status --json | jq .journal.backlogRecords");
        return frame.Bind(command, status.RunAsync);
    }

    private static async Task ShowAsync(Session session, JsonDocument status, CancellationToken cancellationToken)
    {
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, status.RootElement);
        }
        else
        {
            session.Terminal.Console.Write(StatusView.Create(status.RootElement, session.Time.GetUtcNow()));
        }

        await session.Terminal.Out.FlushAsync(cancellationToken);
    }

    private static async Task WatchLiveAsync(Session session, CancellationToken cancellationToken) =>
        await session.Terminal.Console.Live(new Text(string.Empty)).AutoClear(false).StartAsync(async live =>
        {
            while (true)
            {
                using var status = await session.Api.GetAsync(Path, new ApiQuery(), cancellationToken);
                live.UpdateTarget(StatusView.Create(status.RootElement, session.Time.GetUtcNow()));
                live.Refresh();
                await session.Terminal.Out.FlushAsync(cancellationToken);
                await Task.Delay(Pause, session.Time, cancellationToken);
            }
        });

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        if (!parsed.GetValue(_watch))
        {
            using var status = await session.Api.GetAsync(Path, new ApiQuery(), cancellationToken);
            await ShowAsync(session, status, cancellationToken);
            return ExitCode.Ok;
        }

        try
        {
            if (session.Terminal.IsInteractive && !session.Json)
            {
                await WatchLiveAsync(session, cancellationToken);
            }

            while (true)
            {
                using var status = await session.Api.GetAsync(Path, new ApiQuery(), cancellationToken);
                await ShowAsync(session, status, cancellationToken);
                await Task.Delay(Pause, session.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how a watch ends.
            return ExitCode.Ok;
        }
    }
}
