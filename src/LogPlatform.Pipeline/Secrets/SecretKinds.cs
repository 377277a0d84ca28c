namespace LogPlatform.Pipeline.Secrets;

/// <summary>The built-in detectors, as a set.</summary>
[Flags]
internal enum SecretKinds : byte
{
    None = 0,
    Email = 1,
    Card = 2,
    Ipv4 = 4,
    Ipv6 = 8,
    Jwt = 16,
    Bearer = 32,
    All = Email | Card | Ipv4 | Ipv6 | Jwt | Bearer,
}
