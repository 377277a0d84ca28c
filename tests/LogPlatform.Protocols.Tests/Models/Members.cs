namespace LogPlatform.Protocols.Tests.Models;

/// <summary>Named values in order; a name may occur twice.</summary>
public sealed class Members : List<KeyValuePair<string, object?>>;
