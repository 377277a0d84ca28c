namespace LogPlatform.Core.Audit;

/// <summary>What a check of the whole chain found.</summary>
/// <param name="IsIntact">Whether every entry is as it was written, and none is missing or added.</param>
/// <param name="Entries">Entries that were checked.</param>
/// <param name="Head">The hash of the last sound entry: noted elsewhere, it also proves that none was cut off the end.</param>
/// <param name="BrokenAt">The number at which the chain breaks; null when it does not.</param>
/// <param name="Detail">What is wrong there; null when nothing is.</param>
public sealed record AuditVerification(bool IsIntact, long Entries, string Head, long? BrokenAt, string? Detail);
