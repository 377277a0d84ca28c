namespace LogPlatform.Cli.App;

/// <summary>Everything a command takes from its process, so that tests can give their own.</summary>
internal sealed class CliContext
{
    /// <summary>Where to write.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Environment variables by name.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens standard output for bytes; what <see cref="Terminal"/> holds back is written first by the caller.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Folder that relative paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The context of this process.</summary>
    public static CliContext OfProcess() => new()
    {
        Terminal = Terminal.OfProcess(Environment.GetEnvironmentVariable),
        Time = TimeProvider.System,
        Variable = Environment.GetEnvironmentVariable,
        OpenInput = Console.OpenStandardInput,
        OpenOutput = StandardStreams.OpenOutput,
        WorkingDirectory = Environment.CurrentDirectory,
    };

    /// <summary>The same process in another folder.</summary>
    public CliContext In(string folder) => new()
    {
        Terminal = Terminal,
        Time = Time,
        Variable = Variable,
        OpenInput = OpenInput,
        OpenOutput = OpenOutput,
        WorkingDirectory = folder,
    };
}
