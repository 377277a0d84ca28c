namespace LogPlatform.Core.Filters;

/// <summary>A condition on one field; false for records without it.</summary>
/// <param name="Field">The field.</param>
public abstract record FieldFilter(FieldRef Field) : Filter;
