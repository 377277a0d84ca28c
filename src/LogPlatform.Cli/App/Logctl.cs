using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LogPlatform.Cli.Commands;

namespace LogPlatform.Cli.App;

/// <summary>The tool: its commands, and the one place where failures become words and exit codes.</summary>
internal static class Logctl
{
    // Long enough for `demo` to stop its server and for `load` to print its report.
    private static readonly TimeSpan TerminationBound = TimeSpan.FromSeconds(15);

    // POSIX EPIPE: whoever read our output has gone, as in `logctl tail | head`.
    public const int BrokenPipe = 32;

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="context">The process.</param>
    /// <param name="cancellationToken">Ends the command as Ctrl-C does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context, CancellationToken cancellationToken)
    {
        var terminal = context.Terminal;
        try
        {
            var parsed = CreateRoot(context).Parse(args);
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TerminationBound,
            };
            if (parsed.Action is ParseErrorAction mistake)
            {
                mistake.ShowHelp = parsed.CommandResult.Command == parsed.RootCommandResult.Command && args.Count == 0;
            }

            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            await terminal.Out.FlushAsync(CancellationToken.None);
            return parsed.Action is ParseErrorAction ? RefuseUsage(terminal, parsed) : code;
        }
        catch (CommandFailedException e)
        {
            return await FailAsync(terminal, e);
        }
        catch (OperationCanceledException)
        {
            await terminal.Out.FlushAsync(CancellationToken.None);
            terminal.Note("Stopped.");
            return (int)ExitCode.Interrupted;
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            return (int)ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(terminal, new CommandFailedException(ExitCode.Failed, e.Message));
        }
    }

    private static int RefuseUsage(Terminal terminal, ParseResult parsed)
    {
        var words = new List<string>();
        for (SymbolResult? symbol = parsed.CommandResult; symbol is CommandResult command; symbol = symbol.Parent)
        {
            words.Insert(0, command.Command is RootCommand ? "logctl" : command.Command.Name);
        }

        terminal.Error.WriteLine($"See `{string.Join(' ', words)} --help`.");
        return (int)ExitCode.Usage;
    }

    private static RootCommand CreateRoot(CliContext context)
    {
        var root = new RootCommand("Sends, searches and watches logs, and runs a LogPlatform server's affairs.");
        var options = new GlobalOptions();
        options.AddTo(root);
        var frame = new CommandFrame(options, context);
        var examples = new ExampleBook();
        CommandList.AddTo(root, frame, examples);
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: SynchronousCommandLineAction plain } help)
            {
                help.Action = new HelpWithExamples(plain, examples);
            }
        }

        return root;
    }

    private static async Task<int> FailAsync(Terminal terminal, CommandFailedException failure)
    {
        await terminal.Out.FlushAsync(CancellationToken.None);
        await terminal.Error.WriteLineAsync($"{terminal.ErrorInk.Paint(Tint.Red, "error:")} {failure.Message}");
        if (failure.Next is { } next)
        {
            await terminal.Error.WriteLineAsync(next);
        }

        return (int)failure.ExitCode;
    }
}
