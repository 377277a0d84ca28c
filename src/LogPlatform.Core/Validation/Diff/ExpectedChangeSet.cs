using LogPlatform.Core.Releases;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>The differences that a release declares as meant.</summary>
/// <param name="changes">As declared. A field is written as reports write it; <c>attributes.x</c> is <c>x</c>, <c>service</c> is <c>resource.service.name</c>.</param>
public sealed class ExpectedChangeSet(IReadOnlyList<ExpectedChange> changes)
{
    private readonly ExpectedChange[] _changes = [.. changes.Select(Normal)];

    /// <summary>Whether a difference in a field of records of a service is declared.</summary>
    /// <param name="service">The records' <c>service.name</c>; empty when they have none.</param>
    /// <param name="field">The field, see <see cref="DiffFields"/>.</param>
    public bool Covers(string service, string field)
    {
        foreach (var change in _changes)
        {
            if ((change.Service is null || change.Service == service) && (Matches(change.Field, field) || Matches($"attributes.{change.Field}", field)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string pattern, string field) =>
        pattern.EndsWith('*') ? field.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : pattern == field;

    private static ExpectedChange Normal(ExpectedChange change) =>
        change.Field == "service" ? change with { Field = "resource.service.name" }
        : change.Field.StartsWith("attributes.", StringComparison.Ordinal) ? change with { Field = change.Field["attributes.".Length..] }
        : change;
}
