using System.CommandLine;
using System.Globalization;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;
using Spectre.Console;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl history</c>.</summary>
internal sealed class HistoryCommand
{
    private const string Path = "/api/v1/deployments";

    private readonly Option<int> _limit = new("--limit", "-n") { Description = "Most deployments to list", HelpName = "N", DefaultValueFactory = _ => 20 };
    private readonly Argument<long> _id = new("ID") { Description = "Number of the deployment" };
    private readonly Option<string?> _html = new("--html") { Description = "Save the report as a page instead", HelpName = "FILE" };

    /// <summary>Creates the command and its subcommand.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var history = new HistoryCommand();
        var command = new Command("history", "Lists the deployments, newest first; `history show ID` is the report of one.") { history._limit };
        history._limit.Must(limit => limit is >= 1 and <= 200, "--limit must be 1 to 200");
        var show = new Command("show", "Shows the report of a deployment: course, checks, differences, timings, ledger.") { history._id, history._html };
        examples.Add(command, "logctl history", "logctl history --limit 5 --json | jq '.[].phase'");
        examples.Add(show, "logctl history show 12", "logctl history show 12 --html report.html");
        command.Add(frame.Bind(show, history.ShowAsync));
        return frame.Bind(command, history.ListAsync);
    }

    private async Task<ExitCode> ListAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var deployments = await session.Api.ListAsync<RolloutState>(Path, new ApiQuery().Add("limit", parsed.GetValue(_limit)), "deployments", cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, deployments.Json);
            return ExitCode.Ok;
        }

        var table = Tables.Create(">id", "release", "started", "by", "state", "outcome");
        foreach (var state in deployments.Value)
        {
            table.AddRow(
                Tables.Cell(state.Id.ToString()),
                Tables.Cell(state.Release.Name),
                Tables.Cell(state.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                Tables.Cell(state.Actor),
                Tables.Cell(state.Phase.ToString(), PhaseWords.ColorOf(state.Phase)),
                Tables.Cell(state.Outcome ?? (state.Reason.Length > 0 ? state.Reason : null)));
        }

        if (deployments.Value.Count > 0)
        {
            session.Terminal.Console.Write(table);
        }
        else
        {
            session.Terminal.Note("There was no deployment yet: `logctl deploy RELEASE` makes one.");
        }

        return ExitCode.Ok;
    }

    private async Task<ExitCode> ShowAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Path}/{parsed.GetValue(_id)}");
        if (parsed.GetValue(_html) is { } file)
        {
            var page = await session.Api.GetTextAsync(path + "/report", "text/html", cancellationToken);
            var target = System.IO.Path.GetFullPath(file, session.Context.WorkingDirectory);
            await File.WriteAllTextAsync(target, page, cancellationToken);
            session.Terminal.Note($"The report is in {target}.");
            return ExitCode.Ok;
        }

        var deployment = await session.Api.GetAsync<RolloutState>(path, new ApiQuery(), cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, deployment.Json);
        }
        else
        {
            session.Terminal.Console.Write(ReportView.Create(deployment.Value));
        }

        return ExitCode.Ok;
    }
}
