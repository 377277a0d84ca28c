using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class SegmentQuarantineOnDisk : QuarantineRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => SegmentStoreUnderTest.OpenOnDiskAsync();
}
