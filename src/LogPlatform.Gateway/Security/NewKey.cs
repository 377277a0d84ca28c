namespace LogPlatform.Gateway.Security;

/// <summary>What a new key is to be.</summary>
/// <param name="Name">What a person calls it, 1 to 100 characters.</param>
/// <param name="Role">What it allows.</param>
public sealed record NewKey(string? Name, Role Role);
