using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl export</c>.</summary>
internal sealed class ExportCommand
{
    private readonly FilterArgument _filter = new();
    private readonly TimeRangeOptions _range = new();
    private readonly Option<string?> _to = new("--file", "-f") { Description = "Write to this file; else to standard output", HelpName = "FILE" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var export = new ExportCommand();
        var command = new Command("export", "Writes records as NDJSON, oldest first, all of them unless a range is given. `logctl send` reads it back.");
        export._filter.AddTo(command);
        export._range.AddTo(command);
        command.Add(export._to);
        examples.Add(command, "logctl export --since 1d > yesterday.ndjson", "logctl export 'service = checkout' --file checkout.ndjson");
        return frame.Bind(command, export.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var query = _range.AddTo(new ApiQuery().AddFilter(_filter.Of(parsed)), parsed);
        using var response = await session.Api.OpenAsync("/api/v1/export", query, "application/x-ndjson", cancellationToken);
        var path = parsed.GetValue(_to) is { } file ? Path.GetFullPath(file, session.Context.WorkingDirectory) : null;
        await using var output = path is null ? session.Context.OpenOutput() : new FileStream(path, FileMode.Create, FileAccess.Write);
        await using var source = await response.Content.ReadAsStreamAsync(cancellationToken);
        var copy = new LineCountingCopy();
        try
        {
            await copy.RunAsync(source, output, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw new CommandFailedException(
                ExitCode.Unreachable, $"the export broke off after {Figures.Count(copy.Lines, "record")}: {e.Message}", "Run it again; the part that was written is not the whole.", e);
        }

        session.Terminal.Note($"{Figures.Count(copy.Lines, "record")}{(path is null ? string.Empty : " in " + path)}.");
        return ExitCode.Ok;
    }
}
