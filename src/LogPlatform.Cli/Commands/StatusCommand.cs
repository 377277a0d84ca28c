using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;
using Spectre.Console;
using Spectre.Console.Rendering;

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
        var command = new Command("status", "Shows the slots and their nodes, the journal, the store, and the deployment.");
        command.Add(status._watch);
        examples.Add(command, "logctl status", "logctl status --watch", "logctl status --json | jq .journal.backlogRecords");
        return frame.Bind(command, status.RunAsync);
    }

    private static async Task ShowAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Json)
        {
            using var status = await session.Api.GetAsync(Path, new ApiQuery(), cancellationToken);
            await Tables.PrintJsonAsync(session, status.RootElement);
        }
        else
        {
            session.Terminal.Console.Write(await DrawAsync(session, cancellationToken));
        }

        await session.Terminal.Out.FlushAsync(cancellationToken);
    }

    private static async Task<IRenderable> DrawAsync(Session session, CancellationToken cancellationToken)
    {
        using var status = await session.Api.GetAsync(Path, new ApiQuery(), cancellationToken);
        if (status.RootElement.Member("deployment").Number("id") is not { } id)
        {
            return StatusView.Create(status.RootElement, session.Time.GetUtcNow());
        }

        var deployment = await session.Api.GetAsync<RolloutState>($"/api/v1/deployments/{id}", new ApiQuery(), cancellationToken);
        using var mirror = deployment.Value.Phase.IsEnd() ? null : await session.Api.GetAsync("/api/v1/mirror", new ApiQuery(), cancellationToken);
        return StatusView.Create(status.RootElement, session.Time.GetUtcNow(), deployment.Value, mirror?.RootElement ?? default);
    }

    private static async Task WatchLiveAsync(Session session, CancellationToken cancellationToken) =>
        await session.Terminal.Console.Live(new Text(string.Empty)).AutoClear(false).StartAsync(async live =>
        {
            while (true)
            {
                live.UpdateTarget(await DrawAsync(session, cancellationToken));
                live.Refresh();
                await session.Terminal.Out.FlushAsync(cancellationToken);
                await Task.Delay(Pause, session.Time, cancellationToken);
            }
        });

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        if (!parsed.GetValue(_watch))
        {
            await ShowAsync(session, cancellationToken);
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
                await ShowAsync(session, cancellationToken);
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
