namespace LogPlatform.Contracts.Routing;

/// <summary>What a gateway holds.</summary>
/// <param name="Name">Its name, unique among gateways that ever were.</param>
/// <param name="Generation">The generation it dispatches under; 0 for none.</param>
/// <param name="InFlight">Records it has leased, by generation.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.GatewayReport")]
public sealed record GatewayReport(
    [property: Id(0)] string Name,
    [property: Id(1)] long Generation,
    [property: Id(2)] Dictionary<long, long> InFlight);
