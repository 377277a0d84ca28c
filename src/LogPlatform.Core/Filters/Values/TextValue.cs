namespace LogPlatform.Core.Filters.Values;

/// <summary>A text. It equals numbers and booleans that are written like it.</summary>
/// <param name="Text">The text.</param>
public sealed record TextValue(string Text) : FilterValue;
