using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl histogram</c>.</summary>
internal sealed class HistogramCommand
{
    private const int MostColumns = 160;
    private const int AxisColumns = 14;

    private readonly FilterArgument _filter = new();
    private readonly TimeRangeOptions _range = new();
    private readonly Option<string> _by = new("--by") { Description = "The field to stack by, or none", HelpName = "FIELD", DefaultValueFactory = _ => "severity" };
    private readonly Option<int?> _buckets = new("--buckets") { Description = "Number of bars; default: as many as fit", HelpName = "N" };
    private readonly Option<int> _height = new("--height") { Description = "Lines of the bars", HelpName = "N", DefaultValueFactory = _ => 8 };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var histogram = new HistogramCommand();
        var command = new Command("histogram", "Draws how many records there are over time.");
        histogram._filter.AddTo(command);
        histogram._range.AddTo(command);
        histogram._buckets.Must(buckets => buckets is >= 1 and <= 2000, "--buckets must be 1 to 2,000");
        histogram._height.Must(height => height is >= 1 and <= 100, "--height must be 1 to 100");
        command.Add(histogram._by);
        command.Add(histogram._buckets);
        command.Add(histogram._height);
        examples.Add(command, "logctl histogram --since 1d", "logctl histogram 'service = checkout' --by http.response.status_code", "logctl histogram --json --buckets 24 | jq .series");
        return frame.Bind(command, histogram.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var by = parsed.GetRequiredValue(_by);
        var buckets = parsed.GetValue(_buckets) ?? Math.Clamp(session.Terminal.Width - AxisColumns, 10, MostColumns);
        var query = _range.AddTo(new ApiQuery().AddFilter(_filter.Of(parsed)), parsed)
            .Add("buckets", buckets)
            .Add("by", by == "none" ? null : by);
        using var answer = await session.Api.GetAsync("/api/v1/histogram", query, cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.RootElement);
            return ExitCode.Ok;
        }

        var data = HistogramData.Read(answer.RootElement, by == "severity");
        foreach (var line in HistogramChart.Draw(data, parsed.GetValue(_height), by == "severity", session.Terminal.Ink))
        {
            await session.Terminal.Out.WriteLineAsync(line);
        }

        return ExitCode.Ok;
    }
}
