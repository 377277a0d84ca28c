using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgQuarantine : QuarantineRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => PgStoreUnderTest.OpenAsync();
}
