using LogPlatform.Core.Audit;

namespace LogPlatform.Storage.Audit;

/// <summary>A line of an audit file.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte behind its line feed.</param>
/// <param name="Entry">The entry; null when the line is none.</param>
internal readonly record struct AuditLine(long Start, long End, AuditEntry? Entry);
