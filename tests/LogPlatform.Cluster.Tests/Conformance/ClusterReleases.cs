using LogPlatform.Tests.Conformance.Api;

namespace LogPlatform.Cluster.Tests.Conformance;

[Collection(ClusterUnderTest.Name)]
public sealed class ClusterReleases(ClusterUnderTest platform) : ReleaseRules(platform);
