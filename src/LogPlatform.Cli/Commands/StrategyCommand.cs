using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Deployments;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl strategy</c>.</summary>
internal sealed class StrategyCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A JSON file for `deploy --strategy`" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var strategy = new StrategyCommand();
        var show = new Command("show", "Prints the defaults as JSON, to start a file from.");
        var validate = new Command("validate", "Checks a file without deploying anything.") { strategy._file };
        examples.Add(show, "logctl strategy show > strategy.json");
        examples.Add(validate, "logctl strategy validate strategy.json");
        return new Command("strategy", "How releases are deployed: show, validate.")
        {
            frame.Bind(show, ShowAsync),
            frame.Bind(validate, strategy.ValidateAsync),
        };
    }

    private static async Task<ExitCode> ShowAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var defaults = await session.Api.GetAsync("/api/v1/strategy", new ApiQuery(), cancellationToken);
        await Tables.PrintJsonAsync(session, defaults.RootElement);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ValidateAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(parsed.GetRequiredValue(_file), session.Context.WorkingDirectory);
        var strategy = await StrategyFile.ReadAsync(file, cancellationToken);
        using var answer = await session.Api.SendAsync(HttpMethod.Post, "/api/v1/strategy/validate", new ApiQuery(), strategy, cancellationToken);
        var errors = answer.RootElement.Items("errors").Select(error => error.GetString() ?? string.Empty).ToArray();
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.RootElement);
        }
        else if (errors.Length == 0)
        {
            await session.Terminal.Out.WriteLineAsync(session.Terminal.Ink.Paint(Tint.Green, $"{file} is a sound strategy."));
        }

        foreach (var error in errors)
        {
            await session.Terminal.Error.WriteLineAsync($"{session.Terminal.ErrorInk.Paint(Tint.Red, "error:")} {PlainText.OneLine(error)}");
        }

        return errors.Length == 0 ? ExitCode.Ok : ExitCode.Usage;
    }
}
