namespace LogPlatform.Core.Filters;

/// <summary>
/// Full text: the phrase is in a string of the body or of the record's attributes, at any depth. Substring, ASCII letters in either case.
/// </summary>
/// <param name="Phrase">The text, not empty.</param>
public sealed record TextFilter(string Phrase) : Filter;
