using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class FileRetryOnDisk : RetryRules
{
    private protected override Task<IJournalUnderTest> OpenAsync() => FileJournalUnderTest.OpenOnDiskAsync();
}
