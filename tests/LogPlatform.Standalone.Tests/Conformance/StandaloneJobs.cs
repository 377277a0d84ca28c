using LogPlatform.Tests.Conformance.Api;

namespace LogPlatform.Standalone.Tests.Conformance;

[Collection(StandaloneUnderTest.Name)]
public sealed class StandaloneJobs(StandaloneUnderTest platform) : JobRules(platform);
