namespace LogPlatform.Silo.Slots;

/// <summary>Somebody uses a configuration beside the slot's.</summary>
/// <param name="User">Who.</param>
/// <param name="Configuration">Fingerprint of the configuration.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.AsideUse")]
internal readonly record struct AsideUse([property: Id(0)] string User, [property: Id(1)] string Configuration);
