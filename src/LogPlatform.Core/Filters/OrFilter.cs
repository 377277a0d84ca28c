namespace LogPlatform.Core.Filters;

/// <summary>At least one of the conditions.</summary>
/// <param name="Left">One.</param>
/// <param name="Right">The other.</param>
public sealed record OrFilter(Filter Left, Filter Right) : Filter;
