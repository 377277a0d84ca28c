namespace LogPlatform.Contracts.Deployments;

/// <summary>The outcome of a command.</summary>
/// <param name="Status">Number of the gateway's <c>CommandStatus</c>.</param>
/// <param name="Deployment">The deployment as it is now, JSON in UTF-8; empty when there is none.</param>
/// <param name="Message">Why it was refused; empty when it was taken.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.DeploymentAnswer")]
public sealed record DeploymentAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] byte[] Deployment,
    [property: Id(2)] string Message);
