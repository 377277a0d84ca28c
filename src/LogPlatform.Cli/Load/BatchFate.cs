namespace LogPlatform.Cli.Load;

/// <summary>What became of a batch, as far as the sender knows.</summary>
internal enum BatchFate
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Acknowledged: it must be found once.</summary>
    Acknowledged,

    /// <summary>Refused: it must not be found.</summary>
    Refused,

    /// <summary>No definite answer: it may be found once or not at all.</summary>
    Maybe,

    /// <summary>Sent over a connection whose end will tell.</summary>
    Pending,

    /// <summary>The connection broke: this batch and all pending ones are <see cref="Maybe"/>.</summary>
    Broken,
}
