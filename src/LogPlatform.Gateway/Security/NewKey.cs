namespace LogPlatform.Gateway.Security;

/// <summary>What a new key is to be.</summary>
public sealed record NewKey
{
    /// <summary>What a person calls it, 1 to 100 characters on one line.</summary>
    public string? Name { get; init; }

    /// <summary>What it allows.</summary>
    public Role Role { get; init; }

    /// <summary>How long it is accepted, 60 s to 10 years of 365 days; null is for ever.</summary>
    public long? ExpiresInSeconds { get; init; }
}
