using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class SegmentQuarantineInMemory : QuarantineRules
{
    private protected override Task<IStoreUnderTest> OpenAsync() => SegmentStoreUnderTest.OpenInMemoryAsync();
}
