namespace LogPlatform.Contracts.Deployments;

/// <summary>What a person asks of the deployment controller. The numbers travel: never reuse one.</summary>
[GenerateSerializer]
[Alias("LogPlatform.DeploymentVerb")]
public enum DeploymentVerb
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Start a deployment.</summary>
    Deploy = 1,

    /// <summary>Approve the switch.</summary>
    Approve = 2,

    /// <summary>Stop before the switch.</summary>
    Abort = 3,

    /// <summary>Go back to the release before.</summary>
    RollBack = 4,

    /// <summary>Do not wait for a drain any longer.</summary>
    ForceDrain = 5,
}
