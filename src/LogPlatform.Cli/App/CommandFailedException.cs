namespace LogPlatform.Cli.App;

/// <summary>Ends a command: what went wrong, what to do next, and the exit code. Shown without a stack trace.</summary>
internal sealed class CommandFailedException(ExitCode exitCode, string message, string? next = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The exit code of the process.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>What the person can do about it; may have several lines.</summary>
    public string? Next { get; } = next;
}
