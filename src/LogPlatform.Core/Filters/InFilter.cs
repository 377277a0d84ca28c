using LogPlatform.Core.Filters.Values;

namespace LogPlatform.Core.Filters;

/// <summary>The field equals one of the values.</summary>
/// <param name="Field">The field.</param>
/// <param name="Values">The values, at least one; their type fits the field.</param>
public sealed record InFilter(FieldRef Field, IReadOnlyList<FilterValue> Values) : FieldFilter(Field)
{
    /// <inheritdoc/>
    public bool Equals(InFilter? other) => other is not null && Field == other.Field && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(Field.GetHashCode(), HashCode.Combine);
}
