namespace LogPlatform.Core.Filters.Values;

/// <summary>A severity: a number, or a name that covers the four numbers of its range.</summary>
/// <param name="Lowest">Lowest severity number, 1 to 24.</param>
/// <param name="Highest">Highest severity number, 1 to 24.</param>
public sealed record SeverityValue(byte Lowest, byte Highest) : FilterValue;
