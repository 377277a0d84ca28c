using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Jobs;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using Spectre.Console;
using Generation = LogPlatform.Core.Slots.Generation;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl rewind</c>.</summary>
internal sealed class RewindCommand
{
    private const string Path = "/api/v1/rewinds";

    private readonly Option<long?> _generation = new("--generation", "-g") { Description = "The generation whose records are replaced", HelpName = "G" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why, for the audit log", HelpName = "TEXT" };
    private readonly Option<bool> _detach = new("--detach") { Description = "Start it and go" };
    private readonly Argument<long> _id = new("ID") { Description = "Number of the rewind" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var rewind = new RewindCommand();
        var command = new Command("rewind", "Processes again, with the release that serves, what another generation stored, and replaces it in one step.")
        {
            rewind._generation, rewind._reason, rewind._detach,
        };
        var list = new Command("list", "Lists the rewinds, newest first.");
        var cancel = new Command("cancel", "Stops a rewind before it replaces anything.") { rewind._id };
        examples.Add(command, "logctl rewind --generation 4 --reason 'addresses in the clear'", "logctl rewind -g 4 --json | jq .superseded");
        examples.Add(list, "logctl rewind list");
        examples.Add(cancel, "logctl rewind cancel 2");
        command.Add(frame.Bind(list, ListAsync));
        command.Add(frame.Bind(cancel, rewind.CancelAsync));
        return frame.Bind(command, rewind.RunAsync);
    }

    private static async Task<ExitCode> ListAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var rewinds = await session.Api.ListAsync<Rewind>(Path, new ApiQuery(), "rewinds", cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, rewinds.Json);
            return ExitCode.Ok;
        }

        var table = Tables.Create(">id", ">generation", "by release", "state", ">units", ">records before", ">records after", "who", "why");
        foreach (var rewind in rewinds.Value)
        {
            table.AddRow(
                Tables.Cell(rewind.Id.ToString()),
                Tables.Cell(rewind.Generation.ToString()),
                Tables.Cell(rewind.By.Release.Name),
                Tables.Cell(rewind.Phase.ToString(), JobWords.ColorOf(rewind.Phase)),
                Tables.Cell($"{Figures.Count(rewind.UnitsDone)} of {Figures.Count(rewind.Units)}"),
                Tables.Cell(rewind.Superseded is { } totals ? Figures.Count(totals.RecordsBefore) : null),
                Tables.Cell(rewind.Superseded is { } after ? Figures.Count(after.RecordsAfter) : null),
                Tables.Cell(rewind.Actor),
                Tables.Cell(rewind.Failure ?? rewind.Reason));
        }

        session.Terminal.Console.Write(table);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var generation = parsed.GetValue(_generation) ?? throw new CommandFailedException(ExitCode.Usage, "which generation? Name it with --generation", "`logctl ledger` shows them.");
        var request = new { Generation = new Generation(generation), Reason = parsed.GetValue(_reason) ?? string.Empty };
        var started = await session.Api.SendAsync<Rewind>(HttpMethod.Post, Path, new ApiQuery(), request, cancellationToken);
        var id = started.Value.Id;
        if (parsed.GetValue(_detach))
        {
            session.Terminal.Note($"Rewind {id} is under way: `logctl rewind list`.");
            await Tables.PrintResultAsync(session, started.Json, id.ToString());
            return ExitCode.Ok;
        }

        var watch = new JobWatch<Rewind>(session, $"{Path}/{id}", $"Rewind {id} goes on; `logctl rewind cancel {id}` stops it.")
        {
            Title = $"Rewinding generation {generation} with {started.Value.By.Release}",
            IsOver = rewind => rewind.Phase != JobPhase.Running,
            Progress = rewind => (rewind.UnitsDone + rewind.UnitsGone + rewind.UnitsHeld, rewind.Units),
        };
        return await ReportAsync(session, await watch.RunAsync(started, cancellationToken));
    }

    private async Task<ExitCode> CancelAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var answer = await session.Api.SendAsync(HttpMethod.Post, $"{Path}/{parsed.GetValue(_id)}/cancel", new ApiQuery(), null, cancellationToken);
        session.Terminal.Note($"Rewind {parsed.GetValue(_id)} is stopped; nothing was replaced.");
        return ExitCode.Ok;
    }

    private static async Task<ExitCode> ReportAsync(Session session, Answer<Rewind> answer)
    {
        var rewind = answer.Value;
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.Json);
        }

        if (rewind.Phase != JobPhase.Succeeded)
        {
            throw new CommandFailedException(
                ExitCode.Failed,
                PlainText.OneLine(rewind.Phase == JobPhase.Cancelled ? $"rewind {rewind.Id} was stopped" : $"rewind {rewind.Id} failed: {rewind.Failure}"),
                "Nothing was replaced.");
        }

        if (!session.Json)
        {
            var totals = rewind.Superseded ?? new SupersededTotals(0, 0, 0, 0);
            await session.Terminal.Out.WriteLineAsync(session.Terminal.Ink.Paint(
                Tint.Green,
                $"Generation {rewind.Generation} is rewound: {Figures.Count(totals.RecordsBefore, "record")} of {Figures.Count(totals.Batches)} batches replaced by {Figures.Count(totals.RecordsAfter)}, "
                + $"as release {PlainText.OneLine(rewind.By.Release.Name)} makes them."));
        }

        foreach (var (units, why) in new[] { (rewind.UnitsGone, "their batches are not in the journal any more"), (rewind.UnitsHeld, "records that they put into quarantine were processed again since") })
        {
            if (units > 0)
            {
                session.Terminal.Note($"{Figures.Count(units, "unit")} stay as they are: {why}.");
            }
        }

        return ExitCode.Ok;
    }
}
