using System.CommandLine;
using System.Globalization;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Commands;

/// <summary>The options that choose a time range.</summary>
internal sealed class TimeRangeOptions
{
    private readonly Option<TimeSpan?> _since = new("--since")
    {
        Description = "How far back: 15m, 2h, 7d. Without a range the server decides (an hour)",
        HelpName = "DURATION",
        CustomParser = DurationArgument.Parse,
    };

    private readonly Option<string?> _from = new("--from") { Description = "From this time on: RFC 3339, Unix seconds, or -15m", HelpName = "TIME" };
    private readonly Option<string?> _to = new("--to") { Description = "Up to this time: RFC 3339, Unix seconds, -5m or now", HelpName = "TIME" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_since);
        command.Add(_from);
        command.Add(_to);
        command.Validators.Add(result =>
        {
            if (result.Has(_since) && result.Has(_from))
            {
                result.AddError("--since and --from both say where the range begins: give one of them");
            }
        });
    }

    /// <summary>Adds the range to a query.</summary>
    public ApiQuery AddTo(ApiQuery query, ParseResult parsed)
    {
        var since = parsed.GetValue(_since);
        var from = since is { } back ? string.Create(CultureInfo.InvariantCulture, $"-{Math.Ceiling(back.TotalSeconds):0}s") : parsed.GetValue(_from);
        return query.Add("from", from).Add("to", parsed.GetValue(_to));
    }
}
