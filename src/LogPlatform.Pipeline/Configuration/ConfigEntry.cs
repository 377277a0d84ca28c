namespace LogPlatform.Pipeline.Configuration;

/// <summary>One entry of a mapping.</summary>
internal sealed record ConfigEntry(ConfigScalar Key, ConfigNode Value);
