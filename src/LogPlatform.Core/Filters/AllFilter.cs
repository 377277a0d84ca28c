namespace LogPlatform.Core.Filters;

/// <summary>Every record.</summary>
public sealed record AllFilter : Filter;
