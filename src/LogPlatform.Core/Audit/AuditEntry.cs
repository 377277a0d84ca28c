namespace LogPlatform.Core.Audit;

/// <summary>A fact in the chain.</summary>
/// <param name="Number">1 for the first, counting up without holes.</param>
/// <param name="At">When it was written.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Previous">The hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over everything else in this entry, lower-case hexadecimal.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, AuditFact Fact, string Previous, string Hash);
