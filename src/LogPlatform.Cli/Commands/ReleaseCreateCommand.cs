using System.CommandLine;
using System.Globalization;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Releases;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Releases;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl release create</c>.</summary>
internal sealed class ReleaseCreateCommand
{
    private readonly Option<string?> _version = new("--version") { Description = "What to call it; default: the time", HelpName = "VERSION" };
    private readonly Option<string?> _worker = new("--worker") { Description = "Folder with the worker, as `dotnet publish` makes it", HelpName = "DIR" };
    private readonly Option<string?> _rules = new("--rules") { Description = "The rules file", HelpName = "FILE" };
    private readonly Option<string> _base = new("--base") { Description = "Where worker or rules come from when they are not given", HelpName = "RELEASE", DefaultValueFactory = _ => "active" };
    private readonly Option<string?> _samples = new("--samples") { Description = "Folder with known answers: NAME.in.ndjson and NAME.out.ndjson", HelpName = "DIR" };

    private readonly Option<ExpectedChange[]> _expect = new("--expect")
    {
        Description = "A difference to the release before that is meant; may be given again",
        HelpName = "FIELD[@SERVICE]",
        CustomParser = ExpectedChangeArgument.Parse,
    };

    private readonly Option<string?> _notes = new("--notes") { Description = "What is new, for people", HelpName = "TEXT" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var create = new ReleaseCreateCommand();
        var command = new Command("create", "Makes a release from a worker folder, a rules file, or both. The same content twice is one release.");
        Option[] options = [create._version, create._worker, create._rules, create._base, create._samples, create._expect, create._notes];
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!result.Has(create._worker) && !result.Has(create._rules) && !result.Has(create._samples) && !result.Has(create._expect))
            {
                result.AddError("Nothing would be new: give at least one of --worker, --rules, --samples and --expect");
            }
        });
        examples.Add(
            command,
            "logctl release create --rules rules.yaml",
            "logctl release create --version 1.4.0 --worker bin/worker --rules rules.yaml --samples samples",
            "logctl release create --rules rules.yaml --expect user.email@auth --notes 'auth redacts addresses'",
            "logctl deploy \"$(logctl release create --rules rules.yaml)\" --wait");
        return frame.Bind(command, create.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(parsed, session, cancellationToken);
        await using var archive = await ReleaseArchive.PackAsync(parts, cancellationToken);
        var (answer, isNew) = await ReleaseUpload.SendAsync(session, archive, cancellationToken);
        var release = answer.Value;
        session.Terminal.Note(isNew
            ? $"Release {release.Id}: worker {release.Artifact.Short}, rules {release.Configuration.Short}. `logctl deploy {release.Id}` ships it."
            : $"That is release {release.Id} already, made by {PlainText.OneLine(release.CreatedBy)}; nothing new was made.");
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.Json);
        }
        else
        {
            // The name alone is the result, for scripts.
            await session.Terminal.Out.WriteLineAsync(release.Id.Name);
        }

        return ExitCode.Ok;
    }

    private async Task<ReleaseParts> PartsAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        string? Full(Option<string?> option) => parsed.GetValue(option) is { } path ? Path.GetFullPath(path, session.Context.WorkingDirectory) : null;
        var (worker, rules) = (Full(_worker), Full(_rules));
        if (rules is not null && !File.Exists(rules))
        {
            throw new CommandFailedException(ExitCode.Usage, $"there is no rules file {rules}");
        }

        var needsBase = worker is null || rules is null;
        var from = needsBase ? await ReleaseCommand.ResolveAsync(session, parsed.GetRequiredValue(_base), cancellationToken) : default;
        var version = parsed.GetValue(_version) ?? session.Time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd.HHmmss", CultureInfo.InvariantCulture);
        var manifest = new ReleaseManifest(version, parsed.GetValue(_notes) ?? string.Empty, needsBase ? from.Name : null, parsed.GetValue(_expect) ?? []);
        return new ReleaseParts(manifest, worker, rules, Full(_samples));
    }
}
