namespace LogPlatform.Cli.Sending;

/// <summary>What is known of a posted batch in the end.</summary>
internal enum PostOutcome
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The server has it.</summary>
    Accepted,

    /// <summary>The server does not want it, now or ever, and keeps nothing of it.</summary>
    Refused,

    /// <summary>The server did not take it in the time given: it may or may not have kept it.</summary>
    Unknown,
}
