namespace LogPlatform.Core.Filters.Values;

/// <summary>A trace id or a span id.</summary>
/// <param name="Id">The id; a span id is in the lower 64 bits.</param>
/// <param name="Digits">Hexadecimal digits: 32 or 16.</param>
public sealed record IdValue(UInt128 Id, int Digits) : FilterValue;
