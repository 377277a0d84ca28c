using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>The audit log as one process reaches it.</summary>
internal sealed class FencedAudit(MemoryAudit audit, Fuse fuse) : IAuditLog
{
    public async ValueTask<AuditEntry> AppendAsync(AuditFact fact, CancellationToken cancellationToken)
    {
        await fuse.CrossAsync();
        var entry = await audit.AppendAsync(fact, cancellationToken);
        await fuse.CrossAsync();
        return entry;
    }

    public IReadOnlyList<AuditEntry> Read(long after, int most) => audit.Read(after, most);

    public AuditVerification Verify() => audit.Verify();
}
