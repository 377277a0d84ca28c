using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgJournal : JournalRules
{
    private protected override Task<IJournalUnderTest> OpenAsync() => PgJournalUnderTest.OpenAsync();
}
