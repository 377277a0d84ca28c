namespace LogPlatform.Cli.App;

/// <summary>What a script learns from <c>logctl</c>. The numbers are promised in docs/logctl.md: never change one.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>What was asked for failed: records refused, a ledger that does not balance, records missing.</summary>
    Failed = 1,

    /// <summary>The command line or the filter is wrong.</summary>
    Usage = 2,

    /// <summary>No server answers.</summary>
    Unreachable = 3,

    /// <summary>The server wants another key.</summary>
    NotAllowed = 4,

    /// <summary>Stopped by Ctrl-C before the end (128 + SIGINT).</summary>
    Interrupted = 130,
}
