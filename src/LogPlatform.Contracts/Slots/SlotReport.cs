namespace LogPlatform.Contracts.Slots;

/// <summary>What the silos of a color report.</summary>
/// <param name="Release">The release that the slot is to run; null when it has none.</param>
/// <param name="Silos">Each silo that answers, by name.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.SlotReport")]
public sealed record SlotReport(
    [property: Id(0)] string? Release,
    [property: Id(1)] SiloReport[] Silos);
