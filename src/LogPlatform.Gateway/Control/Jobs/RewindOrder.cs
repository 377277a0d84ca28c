namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>What is to be rewound, as a client sends it.</summary>
public sealed record RewindOrder
{
    /// <summary>The generation whose records are replaced.</summary>
    public long? Generation { get; init; }

    /// <summary>Why, on one line of at most 1000 characters.</summary>
    public string? Reason { get; init; }
}
