namespace LogPlatform.Core.Filters.Values;

/// <summary>A number, kept as it was written: strings are equal to the spelling, numbers to the number.</summary>
/// <param name="Text">The number's spelling, such as <c>-1.5e3</c>.</param>
public sealed record NumberValue(string Text) : FilterValue;
