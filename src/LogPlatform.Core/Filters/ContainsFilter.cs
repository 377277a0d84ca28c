namespace LogPlatform.Core.Filters;

/// <summary>The field's text contains a text; ASCII letters in either case.</summary>
/// <param name="Field">The field.</param>
/// <param name="Text">The text, not empty.</param>
public sealed record ContainsFilter(FieldRef Field, string Text) : FieldFilter(Field);
