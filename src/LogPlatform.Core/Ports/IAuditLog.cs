using LogPlatform.Core.Audit;

namespace LogPlatform.Core.Ports;

/// <summary>Append-only, hash-chained. Thread-safe.</summary>
public interface IAuditLog
{
    /// <summary>Appends a fact. Durable when the task completes.</summary>
    /// <exception cref="IOException">It could not be written: what it was about must not be done.</exception>
    ValueTask<AuditEntry> AppendAsync(AuditFact fact, CancellationToken cancellationToken);

    /// <summary>Entries after <paramref name="after"/>, oldest first, at most <paramref name="most"/>.</summary>
    IReadOnlyList<AuditEntry> Read(long after, int most);

    /// <summary>Reads and checks the whole chain.</summary>
    AuditVerification Verify();
}
