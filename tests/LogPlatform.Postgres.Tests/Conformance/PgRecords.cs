using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgRecords : StoreRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => PgStoreUnderTest.OpenAsync();
}
