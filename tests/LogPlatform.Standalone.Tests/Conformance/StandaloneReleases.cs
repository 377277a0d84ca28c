using LogPlatform.Tests.Conformance.Api;

namespace LogPlatform.Standalone.Tests.Conformance;

[Collection(StandaloneUnderTest.Name)]
public sealed class StandaloneReleases(StandaloneUnderTest platform) : ReleaseRules(platform);
