using LogPlatform.Core.Filters.Values;

namespace LogPlatform.Core.Filters;

/// <summary>The field compares with a value.</summary>
/// <param name="Field">The field.</param>
/// <param name="Op">How.</param>
/// <param name="Value">With what; its type fits the field.</param>
public sealed record CompareFilter(FieldRef Field, CompareOp Op, FilterValue Value) : FieldFilter(Field);
