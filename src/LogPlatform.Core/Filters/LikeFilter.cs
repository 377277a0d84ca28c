namespace LogPlatform.Core.Filters;

/// <summary>The field's whole text fits a pattern in which <c>*</c> stands for any text and <c>\*</c>, <c>\\</c> for the characters.</summary>
/// <param name="Field">The field.</param>
/// <param name="Pattern">The pattern.</param>
public sealed record LikeFilter(FieldRef Field, string Pattern) : FieldFilter(Field);
