namespace LogPlatform.Storage.Segments;

/// <summary>A unit in the place of another.</summary>
/// <param name="Staged">The one that becomes visible.</param>
/// <param name="Replaced">The one that does not stay so; null when retention has taken it since.</param>
internal readonly record struct UnitReplacement(UnitHead Staged, UnitHead? Replaced);
