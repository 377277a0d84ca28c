namespace LogPlatform.Silo.Tests.Slots;

/// <summary>Which silo is silent.</summary>
internal sealed class Silence
{
    public volatile string? Silo;
}
