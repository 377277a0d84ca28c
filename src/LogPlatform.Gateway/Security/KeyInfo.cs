namespace LogPlatform.Gateway.Security;

/// <summary>A key, as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What a person called it.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Prefix">How its secret starts.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is not accepted any more; null when it does not expire.</param>
public sealed record KeyInfo(string Id, string Name, Role Role, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null)
{
    internal static KeyInfo Of(ApiKey key) =>
        new(key.Id, key.Name, key.Role, "lp_" + key.Id, DateTimeOffset.FromUnixTimeSeconds(key.CreatedUnixSeconds), key.ExpiresAt);
}
