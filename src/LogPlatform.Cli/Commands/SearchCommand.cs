using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl search</c>.</summary>
internal sealed class SearchCommand
{
    private const int Page = 500;

    private readonly FilterArgument _filter = new();
    private readonly TimeRangeOptions _range = new();
    private readonly Option<int> _limit = new("--limit", "-n") { Description = "Most records to show", HelpName = "N", DefaultValueFactory = _ => 50 };
    private readonly Option<string> _order = new("--order") { Description = "Which come first", DefaultValueFactory = _ => "newest" };
    private readonly Option<bool> _wide = new("--wide", "-w") { Description = "Show all attributes below each line" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var search = new SearchCommand();
        var command = new Command("search", "Finds records; newest first, an hour back unless told otherwise.");
        search._filter.AddTo(command);
        search._range.AddTo(command);
        command.Add(search._limit);
        search._order.AcceptOnlyFromAmong("newest", "oldest");
        command.Add(search._order);
        command.Add(search._wide);
        search._limit.Must(limit => limit >= 1, "--limit must be at least 1");
        examples.Add(
            command,
            "logctl search 'severity >= ERROR' --since 15m",
            "logctl search 'service = checkout and duration_ms > 500' --wide",
            "logctl search '\"connection refused\"' --limit 5000 --json | jq .attributes",
            "logctl search -- '-body : healthz'  # a filter that starts with a dash");
        return frame.Bind(command, search.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var printer = new RecordPrinter(session, parsed.GetValue(_wide));
        var left = parsed.GetValue(_limit);
        var shown = 0;
        string? cursor = null;
        do
        {
            var query = _range.AddTo(new ApiQuery().AddFilter(_filter.Of(parsed)), parsed)
                .Add("limit", Math.Min(left, Page))
                .Add("order", parsed.GetValue(_order))
                .Add("cursor", cursor);
            using var page = await session.Api.GetAsync("/api/v1/search", query, cancellationToken);
            foreach (var record in page.RootElement.Items("records"))
            {
                if (left == 0)
                {
                    break;
                }

                await printer.PrintAsync(record);
                left--;
                shown++;
            }

            await session.Terminal.Out.FlushAsync(cancellationToken);
            cursor = page.RootElement.Text("next");
        }
        while (cursor is not null && left > 0);

        if (!session.Json)
        {
            session.Terminal.Note(shown == 0 ? "Nothing found. Try a longer --since, or fewer conditions."
                : cursor is null ? $"{Figures.Count(shown, "record")}."
                : $"{Figures.Count(shown, "record")}; there are more: raise --limit.");
        }

        return ExitCode.Ok;
    }
}
