using System.CommandLine;
using System.Text.Json.Nodes;
using LogPlatform.Cli.App;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Deployments;

/// <summary>The options that say how a release is deployed: a file, and on top of it what is given on the command line.</summary>
internal sealed class StrategyOptions
{
    private readonly Option<string?> _file = new("--strategy") { Description = "A JSON file with what differs from the defaults (`logctl strategy show`)", HelpName = "FILE" };
    private readonly Option<bool> _manual = new("--manual") { Description = "Wait for `logctl approve` before the switch" };
    private readonly (Option<TimeSpan?> Option, string Member)[] _durations =
    [
        (Duration("--dwell", "How long every node must have been ready"), "dwell"),
        (Duration("--validation-limit", "How long the checks may take before the deployment fails"), "validationLimit"),
        (Duration("--bake", "How long the release is watched after the switch"), "bakeTime"),
        (Duration("--keep-warm", "How long the old slot is kept running after success"), "keepWarm"),
    ];

    private readonly Option<long?> _minUnits = new("--min-units") { Description = "Units of work through both releases before a paired check may pass", HelpName = "N" };
    private readonly Option<long?> _minRecords = new("--min-records") { Description = "Records through both releases before errors and output-diff may pass", HelpName = "N" };
    private readonly (Option<string[]> Option, CheckMode Mode)[] _checks =
    [
        (Names("--check", "Require this check too: custom:NAME"), CheckMode.Required),
        (Names("--advisory", "Run this check and report it, but let it decide nothing"), CheckMode.Advisory),
        (Names("--skip", "Do not run this check"), CheckMode.Off),
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_manual);
        foreach (var (option, _) in _durations)
        {
            command.Add(option);
        }

        command.Add(_minUnits);
        command.Add(_minRecords);
        foreach (var (option, _) in _checks)
        {
            command.Add(option);
        }
    }

    /// <summary>The strategy as the API takes it.</summary>
    public async Task<JsonObject> ReadAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var strategy = parsed.GetValue(_file) is { } file ? await StrategyFile.ReadAsync(Path.GetFullPath(file, context.WorkingDirectory), cancellationToken) : [];
        if (parsed.GetValue(_manual))
        {
            strategy["autoPromote"] = false;
        }

        foreach (var (option, member) in _durations)
        {
            if (parsed.GetValue(option) is { } duration)
            {
                strategy[member] = duration.ToString("c");
            }
        }

        RaiseBakeLimit(parsed, strategy);
        if (parsed.GetValue(_minUnits) is { } units)
        {
            strategy["minUnits"] = units;
        }

        if (parsed.GetValue(_minRecords) is { } records)
        {
            strategy["minRecords"] = records;
        }

        foreach (var (option, mode) in _checks)
        {
            foreach (var name in parsed.GetValue(option) ?? [])
            {
                if (strategy["checks"] is not JsonObject checks)
                {
                    strategy["checks"] = checks = [];
                }

                checks[name] = mode.ToString();
            }
        }

        return strategy;
    }

    private static Option<TimeSpan?> Duration(string name, string description) =>
        new(name) { Description = description, HelpName = "DURATION", CustomParser = DurationArgument.Parse };

    private static Option<string[]> Names(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "CHECK" };
        option.Validators.Add(result =>
        {
            foreach (var unknown in result.Tokens.Select(token => token.Value).Where(IsUnknown))
            {
                result.AddError($"there is no check '{unknown}': {string.Join(", ", CheckNames.All)}, or {CheckNames.CustomPrefix}NAME");
            }
        });
        return option;
    }

    private static bool IsUnknown(string name) => !CheckNames.All.Contains(name) && !name.StartsWith(CheckNames.CustomPrefix, StringComparison.Ordinal);

    // Who asks for a long bake should not have to know of a limit that must be longer still.
    private void RaiseBakeLimit(ParseResult parsed, JsonObject strategy)
    {
        var bake = parsed.GetValue(_durations.Single(duration => duration.Member == "bakeTime").Option);
        if (bake is { } time && time > new Strategy().BakeLimit && !strategy.ContainsKey("bakeLimit"))
        {
            strategy["bakeLimit"] = (time * 2).ToString("c");
        }
    }
}
