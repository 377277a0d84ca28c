using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgCatalog : CatalogRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => PgStoreUnderTest.OpenAsync();
}
