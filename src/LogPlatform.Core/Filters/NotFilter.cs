namespace LogPlatform.Core.Filters;

/// <summary>The contrary, also for records without the field.</summary>
/// <param name="Inner">The condition.</param>
public sealed record NotFilter(Filter Inner) : Filter;
