using LogPlatform.Core.Ports;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgAudit : AuditRules
{
    private protected override Task<IRestartable<IAuditLog>> OpenAsync() => PgRecord<IAuditLog>.OpenAsync(ports => ports.Audit);
}
