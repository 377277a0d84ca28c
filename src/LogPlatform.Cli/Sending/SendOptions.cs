namespace LogPlatform.Cli.Sending;

/// <summary>How to send an input.</summary>
internal sealed record SendOptions
{
    /// <summary>Lines of one request at most.</summary>
    public required int BatchLines { get; init; }

    /// <summary>Bytes of one request, about.</summary>
    public required int BatchBytes { get; init; }

    /// <summary>Whether to compress requests.</summary>
    public required bool Gzip { get; init; }

    /// <summary>The <c>service.name</c> of lines that have none; null for none.</summary>
    public required string? Service { get; init; }

    /// <summary>Start of the idempotency keys: the same input sent again with the same start doubles nothing.</summary>
    public required string KeyStart { get; init; }

    /// <summary>How long a batch is tried again.</summary>
    public required TimeSpan RetryFor { get; init; }

    /// <summary>Whether to go on after a refused batch.</summary>
    public required bool KeepGoing { get; init; }

    /// <summary>Port of syslog over TCP.</summary>
    public required int SyslogPort { get; init; }
}
