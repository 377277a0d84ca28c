using System.CommandLine;
using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl facets</c>.</summary>
internal sealed class FacetsCommand
{
    private const int BarWidth = 24;

    private readonly FilterArgument _filter = new();
    private readonly TimeRangeOptions _range = new();
    private readonly Option<string> _fields = new("--fields") { Description = "The fields, with commas between", HelpName = "A,B", DefaultValueFactory = _ => "service,severity" };
    private readonly Option<int> _top = new("--top") { Description = "Values of each field", HelpName = "N", DefaultValueFactory = _ => 10 };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var facets = new FacetsCommand();
        var command = new Command("facets", "Counts the values of fields.");
        facets._filter.AddTo(command);
        facets._range.AddTo(command);
        command.Add(facets._fields);
        facets._top.Must(top => top is >= 1 and <= 1000, "--top must be 1 to 1,000");
        command.Add(facets._top);
        examples.Add(command, "logctl facets --since 1d", "logctl facets 'severity >= ERROR' --fields service,exception.type --top 5");
        return frame.Bind(command, facets.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var query = _range.AddTo(new ApiQuery().AddFilter(_filter.Of(parsed)), parsed)
            .Add("fields", parsed.GetValue(_fields))
            .Add("top", parsed.GetValue(_top));
        using var answer = await session.Api.GetAsync("/api/v1/facets", query, cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.RootElement);
            return ExitCode.Ok;
        }

        foreach (var facet in answer.RootElement.Items("facets"))
        {
            await ShowAsync(session.Terminal, facet);
        }

        return ExitCode.Ok;
    }

    private static async Task ShowAsync(Terminal terminal, JsonElement facet)
    {
        var field = facet.Text("field") ?? "-";
        var values = facet.Items("values").Select(value => (Name: PlainText.OneLine(value.Text("value") ?? "-"), Count: value.Number("count") ?? 0)).ToArray();
        await terminal.Out.WriteLineAsync(terminal.Ink.Paint(Tint.Bold, PlainText.OneLine(field)));
        var most = values.Select(value => value.Count).DefaultIfEmpty(1).Max();
        var width = Math.Min(48, values.Select(value => value.Name.Length).DefaultIfEmpty(0).Max());
        var countWidth = values.Select(value => Figures.Count(value.Count).Length).DefaultIfEmpty(0).Max();
        foreach (var (name, count) in values)
        {
            var tint = field == "severity" ? SeverityTint.Of(name) : Tint.Cyan;
            var bar = new string('█', (int)Math.Max(1, count * BarWidth / Math.Max(1, most)));
            await terminal.Out.WriteLineAsync($"  {name.PadRight(width)}  {Figures.Count(count).PadLeft(countWidth)}  {terminal.Ink.Paint(tint, bar)}");
        }

        var others = facet.Number("others") ?? 0;
        var missing = facet.Number("missing") ?? 0;
        var remarks = new List<string>();
        if (others > 0)
        {
            remarks.Add($"{Figures.Count(others)} with other values");
        }

        if (missing > 0)
        {
            remarks.Add($"{Figures.Count(missing)} without the field");
        }

        if (facet.Flag("isExact") == false)
        {
            remarks.Add("too many values to count all exactly");
        }

        if (remarks.Count > 0)
        {
            await terminal.Out.WriteLineAsync("  " + terminal.Ink.Paint(Tint.Dim, string.Join(", ", remarks)));
        }
    }
}
