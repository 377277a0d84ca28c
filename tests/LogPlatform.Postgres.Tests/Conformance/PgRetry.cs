using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgRetry : RetryRules
{
    private protected override Task<IJournalUnderTest> OpenAsync() => PgJournalUnderTest.OpenAsync();
}
