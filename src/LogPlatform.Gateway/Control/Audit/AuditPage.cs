using LogPlatform.Core.Audit;

namespace LogPlatform.Gateway.Control.Audit;

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">This page, oldest first.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; null when this is the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Next);
