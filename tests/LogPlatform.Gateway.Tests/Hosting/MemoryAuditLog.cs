using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>An audit log in memory, which can be told to have no room.</summary>
internal sealed class MemoryAuditLog(TimeProvider time) : IAuditLog
{
    private readonly Lock _lock = new();
    private readonly List<AuditEntry> _entries = [];

    public bool IsFull { get; set; }

    public IReadOnlyList<AuditFact> Facts => [.. Read(0, int.MaxValue).Select(entry => entry.Fact)];

    public ValueTask<AuditEntry> AppendAsync(AuditFact fact, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }

            _entries.Add(AuditChain.Append(_entries.LastOrDefault(), fact, time.GetUtcNow()));
            return ValueTask.FromResult(_entries[^1]);
        }
    }

    public IReadOnlyList<AuditEntry> Read(long after, int most)
    {
        lock (_lock)
        {
            return [.. _entries.Where(entry => entry.Number > after).Take(most)];
        }
    }

    public AuditVerification Verify() => AuditChain.Verify(Read(0, int.MaxValue));
}
