namespace LogPlatform.ControlPage.Deployments;

/// <summary>What can be done to a deployment.</summary>
public enum DeploymentCommand
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Let it switch.</summary>
    Approve,

    /// <summary>Stop it before the switch.</summary>
    Abort,

    /// <summary>Go back to the release before.</summary>
    Rollback,

    /// <summary>End a drain that takes too long.</summary>
    ForceDrain,
}
