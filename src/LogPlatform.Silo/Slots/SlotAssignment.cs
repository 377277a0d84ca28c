using LogPlatform.Contracts.Slots;

namespace LogPlatform.Silo.Slots;

/// <summary>All that the silos of a color are to load. Stored by the slot's grain and sent to the silos, so numbers and alias stay.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.SlotAssignment")]
internal sealed record SlotAssignment
{
    /// <summary>Grows with every change.</summary>
    [Id(0)]
    public long Version { get; init; }

    /// <summary>The slot's configuration; null when it has none.</summary>
    [Id(1)]
    public SlotConfiguration? Slot { get; init; }

    /// <summary>Those to load beside it, oldest first, each fingerprint once.</summary>
    [Id(2)]
    public SlotConfiguration[] Asides { get; init; } = [];

    /// <summary>Whether the same is to be loaded.</summary>
    public bool IsSameAs(SlotAssignment other) => Slot == other.Slot && Asides.AsSpan().SequenceEqual(other.Asides);
}
