namespace LogPlatform.Gateway.Security;

/// <summary>All keys.</summary>
/// <param name="Keys">The keys, oldest first.</param>
public sealed record KeyList(IReadOnlyList<KeyInfo> Keys);
