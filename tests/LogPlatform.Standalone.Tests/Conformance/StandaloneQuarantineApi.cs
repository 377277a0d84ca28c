using LogPlatform.Tests.Conformance.Api;

namespace LogPlatform.Standalone.Tests.Conformance;

[Collection(StandaloneUnderTest.Name)]
public sealed class StandaloneQuarantineApi(StandaloneUnderTest platform) : QuarantineApiRules(platform);
