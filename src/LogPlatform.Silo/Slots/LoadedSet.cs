using System.Collections.Frozen;

namespace LogPlatform.Silo.Slots;

/// <summary>What a silo has loaded at one moment; never changed, only replaced.</summary>
internal sealed record LoadedSet
{
    /// <summary>Nothing loaded, and nothing known of what is to be.</summary>
    public static readonly LoadedSet None = new();

    /// <summary>What the silo was last told to load; null when it does not know yet.</summary>
    public SlotAssignment? Assignment { get; init; }

    /// <summary>The slot's; null when there is none. After a refusal the one before.</summary>
    public LoadedConfiguration? Slot { get; init; }

    /// <summary>When <see cref="Slot"/> was loaded, a timestamp of the clock.</summary>
    public long SlotSince { get; init; }

    /// <summary>Why the slot's configuration was not loaded; empty when it was.</summary>
    public string Refusal { get; init; } = string.Empty;

    /// <summary>Those beside it.</summary>
    public IReadOnlyList<LoadedConfiguration> Asides { get; init; } = [];

    /// <summary>Why some were not loaded beside it; empty when all were.</summary>
    public string AsideRefusal { get; init; } = string.Empty;

    /// <summary>All of them, by fingerprint.</summary>
    public FrozenDictionary<string, LoadedConfiguration> ByFingerprint { get; init; } = FrozenDictionary<string, LoadedConfiguration>.Empty;
}
