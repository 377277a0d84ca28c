using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class SegmentRecordsInMemory : StoreRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => SegmentStoreUnderTest.OpenInMemoryAsync();
}
