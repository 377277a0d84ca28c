using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>An audit log in memory that fails on command.</summary>
internal sealed class MemoryAudit : IAuditLog
{
    private readonly Lock _lock = new();
    private readonly List<AuditFact> _facts = [];

    /// <summary>Whether appending fails, and for which facts.</summary>
    public Func<AuditFact, bool> Fails { get; set; } = _ => false;

    public IReadOnlyList<AuditFact> Facts
    {
        get
        {
            lock (_lock)
            {
                return [.. _facts];
            }
        }
    }

    public IReadOnlyList<string> Actions => [.. Facts.Select(fact => $"{fact.Action} by {fact.Actor}")];

    public ValueTask<AuditEntry> AppendAsync(AuditFact fact, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Fails(fact))
            {
                throw new IOException("the audit log is full");
            }

            _facts.Add(fact);
            return ValueTask.FromResult(new AuditEntry(_facts.Count, DateTimeOffset.UnixEpoch, fact, string.Empty, string.Empty));
        }
    }

    public IReadOnlyList<AuditEntry> Read(long after, int most) => throw new NotSupportedException();

    public AuditVerification Verify() => throw new NotSupportedException();
}
