using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Rewinds;

/// <summary>Facts in a list.</summary>
internal sealed class MemoryAudit : IAuditLog
{
    private readonly List<AuditFact> _facts = [];

    public bool IsFull { get; set; }

    public IReadOnlyList<AuditFact> Facts
    {
        get
        {
            lock (_facts)
            {
                return [.. _facts];
            }
        }
    }

    public ValueTask<AuditEntry> AppendAsync(AuditFact fact, CancellationToken cancellationToken)
    {
        lock (_facts)
        {
            if (IsFull)
            {
                throw new IOException("no room");
            }

            _facts.Add(fact);
            return ValueTask.FromResult(new AuditEntry(_facts.Count, default, fact, string.Empty, string.Empty));
        }
    }

    public IReadOnlyList<AuditEntry> Read(long after, int most) => throw new NotSupportedException();

    public AuditVerification Verify() => throw new NotSupportedException();
}
