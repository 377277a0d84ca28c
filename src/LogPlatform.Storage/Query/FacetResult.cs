namespace LogPlatform.Storage.Query;

/// <summary>How often the values of fields occur.</summary>
/// <param name="Facets">One for each field asked for, in that order.</param>
/// <param name="Stats">What the query read.</param>
public sealed record FacetResult(IReadOnlyList<Facet> Facets, QueryStats Stats);
