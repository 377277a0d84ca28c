namespace LogPlatform.Gateway.Security;

/// <summary>A key as it is kept: everything but the secret, which only its holder has.</summary>
/// <param name="Id">Its name in lists, also the start of the secret: 8 characters after <c>lp_</c>.</param>
/// <param name="Name">What a person called it.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Sha256">SHA-256 of the secret, lower-case hexadecimal. The secret is 256 random bits, so a slow hash would add nothing.</param>
/// <param name="CreatedUnixSeconds">When it was made, seconds since the Unix epoch.</param>
/// <param name="ExpiresUnixSeconds">From when on it is not accepted any more, seconds since the Unix epoch; null when it does not expire.</param>
public sealed record ApiKey(string Id, string Name, Role Role, string Sha256, long CreatedUnixSeconds, long? ExpiresUnixSeconds = null)
{
    /// <summary>When it expires; null when it does not.</summary>
    internal DateTimeOffset? ExpiresAt => ExpiresUnixSeconds is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Whether it is an operator's key that is always there: one that expires cannot be relied on to make the next.</summary>
    internal bool IsLastingOperator => Role == Role.Operator && ExpiresUnixSeconds is null;
}
