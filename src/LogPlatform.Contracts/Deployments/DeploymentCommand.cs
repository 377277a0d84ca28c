namespace LogPlatform.Contracts.Deployments;

/// <summary>A person's command to the deployment controller.</summary>
/// <param name="Verb">Which.</param>
/// <param name="Deployment">The deployment; 0 for a new one.</param>
/// <param name="Actor">Who gives it.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Force">Whether objections that can be overruled are.</param>
/// <param name="Request">For a new one the request as JSON, UTF-8; empty otherwise.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.DeploymentCommand")]
public sealed record DeploymentCommand(
    [property: Id(0)] DeploymentVerb Verb,
    [property: Id(1)] long Deployment,
    [property: Id(2)] string Actor,
    [property: Id(3)] string Reason,
    [property: Id(4)] bool Force,
    [property: Id(5)] byte[] Request);
