using System.CommandLine;

namespace LogPlatform.Cli.App;

/// <summary>What the commands share: the global options and the process.</summary>
internal sealed class CommandFrame(GlobalOptions options, CliContext context)
{
    /// <summary>The process.</summary>
    public CliContext Context { get; } = context;

    /// <summary>Makes <paramref name="run"/> the action of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Does the work and says how it ended.</param>
    public Command Bind(Command command, Func<ParseResult, Session, CancellationToken, Task<ExitCode>> run)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = options.Open(parsed, Context);
            return (int)await run(parsed, session, cancellationToken);
        });
        return command;
    }
}
