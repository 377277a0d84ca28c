namespace LogPlatform.Core.Filters;

/// <summary>Both conditions.</summary>
/// <param name="Left">One.</param>
/// <param name="Right">The other.</param>
public sealed record AndFilter(Filter Left, Filter Right) : Filter;
