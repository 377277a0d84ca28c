namespace LogPlatform.Gateway.Security;

/// <summary>A log-in as it is kept. The token, which only the browser has, cannot be made from it.</summary>
/// <param name="Name">SHA-256 of the token, upper-case hexadecimal.</param>
/// <param name="KeyId">The key that started it.</param>
/// <param name="KeySha256">The hash of that key's secret: another key of the same id is not its.</param>
/// <param name="ExpiresUnixMilliseconds">From when on it is over, milliseconds since the Unix epoch.</param>
internal sealed record Session(string Name, string KeyId, string KeySha256, long ExpiresUnixMilliseconds);
