namespace LogPlatform.Core.Filters;

/// <summary>The record has the field, and it is not an empty value.</summary>
/// <param name="Field">The field.</param>
public sealed record ExistsFilter(FieldRef Field) : FieldFilter(Field);
