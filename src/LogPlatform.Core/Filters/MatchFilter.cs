namespace LogPlatform.Core.Filters;

/// <summary>A regular expression is found in the field's text. Non-backtracking: its time is linear in the text.</summary>
/// <param name="Field">The field.</param>
/// <param name="Pattern">The pattern, in .NET's syntax without look-around, back-references and atomic groups.</param>
public sealed record MatchFilter(FieldRef Field, string Pattern) : FieldFilter(Field);
