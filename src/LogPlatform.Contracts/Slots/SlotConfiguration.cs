namespace LogPlatform.Contracts.Slots;

/// <summary>What a slot's silos are to run.</summary>
/// <param name="Release">Name of the release.</param>
/// <param name="Artifact">The build that the release is for, as silos report it; a silo of another build does not load it.</param>
/// <param name="Configuration">Fingerprint of the compiled rules, 64 hexadecimal digits; a silo that compiles to another one does not load it.</param>
/// <param name="Rules">The rules, YAML.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.SlotConfiguration")]
public sealed record SlotConfiguration(
    [property: Id(0)] string Release,
    [property: Id(1)] string Artifact,
    [property: Id(2)] string Configuration,
    [property: Id(3)] string Rules);
