using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgRewind : RewindRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => PgStoreUnderTest.OpenAsync();
}
