using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class SegmentCatalogOnDisk : CatalogRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => SegmentStoreUnderTest.OpenOnDiskAsync();
}
