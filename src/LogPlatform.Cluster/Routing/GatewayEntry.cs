using LogPlatform.Contracts.Routing;

namespace LogPlatform.Cluster.Routing;

/// <summary>A gateway that the authority knows.</summary>
/// <param name="Observer">The way to it.</param>
/// <param name="Report">What it said last.</param>
/// <param name="Until">When its lease ends, as a timestamp: after that it dispatches nothing until it has asked again.</param>
internal sealed record GatewayEntry(IGatewayObserver Observer, GatewayReport Report, long Until);
