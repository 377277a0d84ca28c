using System.CommandLine;
using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using Spectre.Console;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl quarantine</c>.</summary>
internal sealed class QuarantineCommand
{
    private const string Path = "/api/v1/quarantine";
    private const int Page = 200;

    private readonly Option<int> _limit = new("--limit", "-n") { Description = "Most records to list", HelpName = "N", DefaultValueFactory = _ => 50 };
    private readonly Argument<long> _shown = new("ID") { Description = "Number of the record" };
    private readonly Argument<long?> _reprocessed = new("ID") { Description = "Number of the record", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all") { Description = "Every record in quarantine" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var quarantine = new QuarantineCommand();
        var list = new Command("list", "Lists records that could not be processed, with the reason.");
        list.Add(quarantine._limit);
        var show = new Command("show", "Shows one record in quarantine, with its payload as it was received.");
        show.Add(quarantine._shown);
        var reprocess = new Command("reprocess", "Sends records through the active release again, after the rules were mended.");
        reprocess.Add(quarantine._reprocessed);
        reprocess.Add(quarantine._all);
        reprocess.Validators.Add(result =>
        {
            if (result.Has(quarantine._all) == (result.GetResult(quarantine._reprocessed) is { Tokens.Count: > 0 }))
            {
                result.AddError("Name one record by its ID, or all with --all");
            }
        });
        examples.Add(list, "logctl quarantine list", "logctl quarantine list --json | jq .reason");
        examples.Add(show, "logctl quarantine show 17");
        examples.Add(reprocess, "logctl quarantine reprocess 17", "logctl quarantine reprocess --all");
        return new Command("quarantine", "Records that could not be processed: list, show, reprocess.")
        {
            frame.Bind(list, quarantine.ListAsync),
            frame.Bind(show, quarantine.ShowAsync),
            frame.Bind(reprocess, quarantine.ReprocessAsync),
        };
    }

    private async Task<ExitCode> ListAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var left = parsed.GetValue(_limit);
        var table = Tables.Create(">id", "received", "release", "form", ">bytes", "reason");
        long? after = null;
        long count;
        do
        {
            using var page = await session.Api.GetAsync(Path, new ApiQuery().Add("after", after).Add("limit", Math.Min(left, Page)), cancellationToken);
            count = page.RootElement.Number("count") ?? 0;
            foreach (var item in page.RootElement.Items("records"))
            {
                left--;
                if (session.Json)
                {
                    await session.Terminal.Out.WriteLineAsync(item.GetRawText());
                }
                else
                {
                    table.AddRow(
                        Tables.Cell(item.Number("id").ToString()),
                        Tables.Cell(item.Text("receivedAt")),
                        Tables.Cell(item.Text("release")),
                        Tables.Cell(item.Text("format")),
                        Tables.Cell(Figures.Count(item.Number("payloadBytes") ?? 0)),
                        Tables.Cell(item.Text("reason")));
                }
            }

            after = page.RootElement.Number("next");
        }
        while (after is not null && left > 0);

        if (!session.Json)
        {
            if (table.Rows.Count > 0)
            {
                session.Terminal.Console.Write(table);
            }

            session.Terminal.Note(count == 0 ? "The quarantine is empty."
                : $"{Figures.Count(count, "record")} in quarantine. `logctl quarantine show ID` shows one, `reprocess ID` or `reprocess --all` tries again.");
        }

        return ExitCode.Ok;
    }

    private async Task<ExitCode> ShowAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var item = await session.Api.GetAsync($"{Path}/{parsed.GetValue(_shown)}", new ApiQuery(), cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, item.RootElement);
            return ExitCode.Ok;
        }

        foreach (var member in item.RootElement.EnumerateObject().Where(member => member.Name is not ("payload" or "payloadBase64")))
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            await session.Terminal.Out.WriteLineAsync($"{session.Terminal.Ink.Paint(Tint.Blue, member.Name.PadRight(14))} {PlainText.OneLine(text)}");
        }

        await session.Terminal.Out.WriteLineAsync();
        foreach (var line in PlainText.Lines(item.RootElement.Text("payload") ?? item.RootElement.Text("payloadBase64") ?? "The payload is binary: --json shows it in base64."))
        {
            await session.Terminal.Out.WriteLineAsync(line);
        }

        return ExitCode.Ok;
    }

    private async Task<ExitCode> ReprocessAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_reprocessed) is { } id ? $"{Path}/{id}/reprocess" : $"{Path}/reprocess";
        using var report = await session.Api.SendAsync(HttpMethod.Post, path, new ApiQuery(), null, cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, report.RootElement);
            return ExitCode.Ok;
        }

        var done = report.RootElement.Number("reprocessed") ?? 0;
        await session.Terminal.Out.WriteLineAsync(
            $"{Figures.Count(done, "record")} sent through the active release again. One that fails again comes back under a new id: `logctl quarantine list`.");
        return ExitCode.Ok;
    }
}
