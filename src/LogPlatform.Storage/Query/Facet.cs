using LogPlatform.Core.Filters;

namespace LogPlatform.Storage.Query;

/// <summary>The values of one field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Values">The most frequent values, the most frequent first.</param>
/// <param name="Others">Records with another value, or with bytes, an array or a map.</param>
/// <param name="Missing">Records without the field.</param>
/// <param name="IsExact">Whether all values could be counted; otherwise there were too many, and a value that became frequent late may be among the others.</param>
public sealed record Facet(FieldRef Field, IReadOnlyList<FacetValue> Values, long Others, long Missing, bool IsExact);
