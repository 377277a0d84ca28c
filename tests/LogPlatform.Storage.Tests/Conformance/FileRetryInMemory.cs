using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class FileRetryInMemory : RetryRules
{
    private protected override Task<IJournalUnderTest> OpenAsync() => FileJournalUnderTest.OpenInMemoryAsync();
}
