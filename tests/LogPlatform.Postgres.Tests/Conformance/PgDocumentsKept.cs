using LogPlatform.Core.Ports;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgDocumentsKept : DocumentRules
{
    private protected override Task<IRestartable<IDocuments>> OpenAsync() => PgRecord<IDocuments>.OpenAsync(ports => ports.Documents);
}
