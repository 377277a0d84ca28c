namespace LogPlatform.Core.Validation;

/// <summary>One difference, as text.</summary>
/// <param name="Batch">The ingested batch of the record.</param>
/// <param name="Ordinal">Its position in that batch, from 0.</param>
/// <param name="Before">The baseline's value, at most 200 characters; null when it has none.</param>
/// <param name="After">The candidate's value, at most 200 characters; null when it has none. Letters and digits are masked where the baseline redacts.</param>
public sealed record ChangeExample(long Batch, int Ordinal, string? Before, string? After);
