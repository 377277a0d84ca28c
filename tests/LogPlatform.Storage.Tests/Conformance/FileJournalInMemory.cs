using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class FileJournalInMemory : JournalRules
{
    private protected override Task<IJournalUnderTest> OpenAsync() => FileJournalUnderTest.OpenInMemoryAsync();
}
