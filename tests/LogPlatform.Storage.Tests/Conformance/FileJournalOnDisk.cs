using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class FileJournalOnDisk : JournalRules
{
    private protected override Task<IJournalUnderTest> OpenAsync() => FileJournalUnderTest.OpenOnDiskAsync();
}
