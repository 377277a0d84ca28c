namespace LogPlatform.Cluster.Routing;

/// <summary>The name of this gateway.</summary>
/// <param name="Value">The same after a restart, and no two that run have the same.</param>
internal sealed record GatewayName(string Value);
