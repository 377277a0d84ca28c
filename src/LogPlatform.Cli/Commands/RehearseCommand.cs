using System.CommandLine;
using System.Globalization;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Jobs;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rehearsals;
using Spectre.Console;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl rehearse</c>.</summary>
internal sealed class RehearseCommand
{
    private const string Path = "/api/v1/rehearsals";

    private readonly Option<string?> _release = new("--release") { Description = "The release to try", HelpName = "RELEASE" };

    private readonly Option<TimeSpan?> _since = new("--since")
    {
        Description = "How far back the recorded traffic begins; default 30m",
        HelpName = "DURATION",
        CustomParser = DurationArgument.Parse,
    };

    private readonly Option<string> _until = new("--until") { Description = "Where it ends: RFC 3339, -5m or now", HelpName = "TIME", DefaultValueFactory = _ => "now" };
    private readonly Option<long> _maxBatches = new("--max-batches") { Description = "Most batches, the latest of the window; 0 is no limit", HelpName = "N" };
    private readonly Option<bool> _detach = new("--detach") { Description = "Start it and go" };
    private readonly Option<bool> _allow = new("--allow-differences") { Description = "Differences that nobody declared are no failure" };
    private readonly Argument<long> _id = new("ID") { Description = "Number of the rehearsal" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var rehearse = new RehearseCommand();
        var command = new Command("rehearse", "Sends recorded traffic through a release that is not deployed, and shows what it would change. Exit code 1 when that is anything undeclared.");
        Option[] options = [rehearse._release, rehearse._since, rehearse._until, rehearse._maxBatches, rehearse._detach, rehearse._allow];
        foreach (var option in options)
        {
            command.Add(option);
        }

        rehearse._maxBatches.Must(batches => batches >= 0, "--max-batches cannot be negative");
        var list = new Command("list", "Lists the rehearsals since the server's start.");
        var show = new Command("show", "Shows what a rehearsal found.") { rehearse._id };
        var cancel = new Command("cancel", "Stops a rehearsal.") { rehearse._id };
        examples.Add(
            command,
            "logctl rehearse --release 1.4.0-3f9a2b1c --since 30m",
            "logctl rehearse --release 1.4.0-3f9a2b1c --since 2h --max-batches 1000 --json | jq .changes",
            "logctl rehearse --release 1.4.0-3f9a2b1c --allow-differences   # fails only when it cannot be run or the release breaks");
        examples.Add(list, "logctl rehearse list");
        examples.Add(show, "logctl rehearse show 3");
        examples.Add(cancel, "logctl rehearse cancel 3");
        command.Add(frame.Bind(list, ListAsync));
        command.Add(frame.Bind(show, rehearse.ShowAsync));
        command.Add(frame.Bind(cancel, rehearse.CancelAsync));
        return frame.Bind(command, rehearse.RunAsync);
    }

    private static async Task<ExitCode> ListAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var rehearsals = await session.Api.ListAsync<Rehearsal>(Path, new ApiQuery(), "rehearsals", cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, rehearsals.Json);
            return ExitCode.Ok;
        }

        var table = Tables.Create(">id", "release", "beside", "state", ">records", ">different", ">failures", "time");
        foreach (var rehearsal in rehearsals.Value)
        {
            table.AddRow(
                Tables.Cell(rehearsal.Id.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(rehearsal.Release.Name),
                Tables.Cell(rehearsal.Baseline.Name),
                Tables.Cell(rehearsal.Phase.ToString(), JobWords.ColorOf(rehearsal.Phase)),
                Tables.Cell(Figures.Count(rehearsal.Records)),
                Tables.Cell(Figures.Count(rehearsal.RecordsDifferent)),
                Tables.Cell(Figures.Count(rehearsal.Failures)),
                Tables.Cell(RehearsalView.Speed(rehearsal)));
        }

        session.Terminal.Console.Write(table);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_release) ?? throw new CommandFailedException(ExitCode.Usage, "which release? Name it with --release", "See `logctl rehearse --help`.");
        var release = await ReleaseCommand.ResolveAsync(session, name, cancellationToken);
        var seconds = Math.Ceiling((parsed.GetValue(_since) ?? TimeSpan.FromMinutes(30)).TotalSeconds);
        var request = new
        {
            Release = release,
            From = string.Create(CultureInfo.InvariantCulture, $"-{seconds:0}s"),
            To = parsed.GetRequiredValue(_until),
            MaxBatches = parsed.GetValue(_maxBatches),
        };
        var started = await session.Api.SendAsync<Rehearsal>(HttpMethod.Post, Path, new ApiQuery(), request, cancellationToken);
        if (parsed.GetValue(_detach))
        {
            session.Terminal.Note($"Rehearsal {started.Value.Id} is under way: `logctl rehearse show {started.Value.Id}`.");
            await Tables.PrintResultAsync(session, started.Json, started.Value.Id.ToString(CultureInfo.InvariantCulture));
            return ExitCode.Ok;
        }

        var watch = new JobWatch<Rehearsal>(session, $"{Path}/{started.Value.Id}", $"Rehearsal {started.Value.Id} goes on; `logctl rehearse cancel {started.Value.Id}` stops it.")
        {
            Title = $"Rehearsing {release} beside {started.Value.Baseline}",
            IsOver = rehearsal => rehearsal.Phase != JobPhase.Running,
            Progress = rehearsal => (rehearsal.BatchesDone + rehearsal.BatchesGone, rehearsal.Batches),
        };
        return await ReportAsync(session, await watch.RunAsync(started, cancellationToken), parsed.GetValue(_allow));
    }

    private async Task<ExitCode> ShowAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var rehearsal = await session.Api.GetAsync<Rehearsal>($"{Path}/{parsed.GetValue(_id)}", new ApiQuery(), cancellationToken);
        await ReportAsync(session, rehearsal, allowDifferences: true);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> CancelAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var answer = await session.Api.SendAsync(HttpMethod.Post, $"{Path}/{parsed.GetValue(_id)}/cancel", new ApiQuery(), null, cancellationToken);
        session.Terminal.Note($"Rehearsal {parsed.GetValue(_id)} is stopped.");
        return ExitCode.Ok;
    }

    private static async Task<ExitCode> ReportAsync(Session session, Answer<Rehearsal> answer, bool allowDifferences)
    {
        var rehearsal = answer.Value;
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.Json);
        }
        else
        {
            RehearsalView.Show(session.Terminal, rehearsal);
        }

        // Nothing compared says nothing: a gate must not open for it.
        var fault = rehearsal switch
        {
            { Phase: JobPhase.Failed } => $"rehearsal {rehearsal.Id} failed: {rehearsal.Failure}",
            { Phase: JobPhase.Cancelled } => $"rehearsal {rehearsal.Id} was stopped",
            { Phase: JobPhase.Running } => null,
            { Records: 0 } => "there is no recorded traffic in that window: nothing was compared",
            { Failures: > 0 } => $"{rehearsal.Release} gave no sound answer for {Figures.Count(rehearsal.Failures, "unit")}",
            _ when RehearsalView.HasUnexpected(rehearsal) && !allowDifferences => $"{rehearsal.Release} changes records in ways that nobody declared",
            _ => null,
        };
        return fault is null ? ExitCode.Ok : throw new CommandFailedException(ExitCode.Failed, PlainText.OneLine(fault));
    }
}
