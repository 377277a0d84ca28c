using LogPlatform.Core.Ports;
using LogPlatform.Storage.Audit;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class FileAudit : AuditRules
{
    private protected override Task<IRestartable<IAuditLog>> OpenAsync() => Task.FromResult<IRestartable<IAuditLog>>(
        new FileRecord<IAuditLog>(new MemoryDirectory(), directory => FileAuditLog.Open(directory, new ManualTime())));
}
