namespace LogPlatform.Contracts.Deployments;

/// <summary>
/// The deployment controller. One activation, key 0, in the control cluster. It loads what is stored, decides, stores and acts; a reminder brings it back when its silo
/// dies, so deadlines outlive it. Of two activations at once only one can store, and the other starts over.
/// </summary>
[Alias("LogPlatform.IDeploymentGrain")]
public interface IDeploymentGrain : IGrainWithIntegerKey
{
    /// <summary>Carries a command out.</summary>
    [Alias("Command")]
    Task<DeploymentAnswer> CommandAsync(DeploymentCommand command);

    /// <summary>What only the controller knows at this moment.</summary>
    [Alias("Live")]
    Task<DeploymentLive> LiveAsync();
}
