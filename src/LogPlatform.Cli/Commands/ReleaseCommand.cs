using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl release</c>: what can be deployed.</summary>
internal sealed class ReleaseCommand
{
    private const string Path = "/api/v1/releases";

    private readonly Argument<string> _id = new("RELEASE") { Description = "Its name, as `release list` shows it, or active" };
    private readonly Argument<string> _before = new("A") { Description = "The release before, or active" };
    private readonly Argument<string> _after = new("B") { Description = "The release after, or active" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var release = new ReleaseCommand();
        var list = new Command("list", "Lists the releases, newest first.");
        var show = new Command("show", "Shows a release.") { release._id };
        var rules = new Command("rules", "Prints the rules of a release.") { release._id };
        var diff = new Command("diff", "Compares two releases: rules line by line, files, samples, expected changes.") { release._before, release._after };
        examples.Add(list, "logctl release list");
        examples.Add(show, "logctl release show active", "logctl release show 1.4.0-3f9a2b1c --json");
        examples.Add(rules, "logctl release rules active > rules.yaml");
        examples.Add(diff, "logctl release diff active 1.4.0-3f9a2b1c");
        return new Command("release", "Releases: create, list, show, rules, diff.")
        {
            ReleaseCreateCommand.Create(frame, examples),
            frame.Bind(list, ListAsync),
            frame.Bind(show, release.ShowAsync),
            frame.Bind(rules, release.RulesAsync),
            frame.Bind(diff, release.DiffAsync),
        };
    }

    /// <summary>The name of a release as the API knows it: <c>active</c> is the one that serves now.</summary>
    /// <exception cref="CommandFailedException">It is no name of a release.</exception>
    public static async Task<ReleaseId> ResolveAsync(Session session, string name, CancellationToken cancellationToken)
    {
        if (name == "active")
        {
            using var status = await session.Api.GetAsync("/api/v1/status", new ApiQuery(), cancellationToken);
            name = status.RootElement.Member("pointer").Text("release") ?? throw new CommandFailedException(ExitCode.Failed, "the server does not say which release is active");
        }

        return ReleaseId.TryParse(name, out var id)
            ? id
            : throw new CommandFailedException(ExitCode.Usage, $"'{PlainText.OneLine(name)}' is no name of a release", "`logctl release list` shows them.");
    }

    private static async Task<ExitCode> ListAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var releases = await session.Api.ListAsync<Release>(Path, new ApiQuery(), "releases", cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, releases.Json);
            return ExitCode.Ok;
        }

        var active = await ResolveAsync(session, "active", cancellationToken);
        session.Terminal.Console.Write(ReleaseView.List(releases.Value, active));
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ShowAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var id = await ResolveAsync(session, parsed.GetRequiredValue(_id), cancellationToken);
        var release = await session.Api.GetAsync<Release>($"{Path}/{id}", new ApiQuery(), cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, release.Json);
        }
        else
        {
            session.Terminal.Console.Write(ReleaseView.Create(release.Value));
        }

        return ExitCode.Ok;
    }

    private async Task<ExitCode> RulesAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var id = await ResolveAsync(session, parsed.GetRequiredValue(_id), cancellationToken);
        var rules = await session.Api.GetTextAsync($"{Path}/{id}/rules", "text/yaml", cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, new { Release = id, Rules = rules });
            return ExitCode.Ok;
        }

        foreach (var line in PlainText.Lines(rules))
        {
            await session.Terminal.Out.WriteLineAsync(line);
        }

        return ExitCode.Ok;
    }

    private async Task<ExitCode> DiffAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var before = await ResolveAsync(session, parsed.GetRequiredValue(_before), cancellationToken);
        var after = await ResolveAsync(session, parsed.GetRequiredValue(_after), cancellationToken);
        using var diff = await session.Api.GetAsync($"{Path}/{before}/diff/{after}", new ApiQuery(), cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, diff.RootElement);
        }
        else
        {
            await ReleaseDiffView.ShowAsync(session.Terminal, diff.RootElement);
        }

        return ExitCode.Ok;
    }
}
