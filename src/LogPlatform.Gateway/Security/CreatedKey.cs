namespace LogPlatform.Gateway.Security;

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">What its holder sends. It is shown this once.</param>
public sealed record CreatedKey(KeyInfo Key, string Secret);
