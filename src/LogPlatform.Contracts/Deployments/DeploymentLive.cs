namespace LogPlatform.Contracts.Deployments;

/// <summary>What the controller knows at this moment and does not store.</summary>
/// <param name="Latest">The last deployment with what its checks say now, JSON in UTF-8; empty when there is none.</param>
/// <param name="Alarms">The alarms, JSON in UTF-8.</param>
/// <param name="Mirror">What is mirrored, JSON in UTF-8; empty when nothing is.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.DeploymentLive")]
public sealed record DeploymentLive(
    [property: Id(0)] byte[] Latest,
    [property: Id(1)] byte[] Alarms,
    [property: Id(2)] byte[] Mirror);
