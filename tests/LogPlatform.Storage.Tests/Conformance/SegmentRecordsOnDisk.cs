using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class SegmentRecordsOnDisk : StoreRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => SegmentStoreUnderTest.OpenOnDiskAsync();
}
