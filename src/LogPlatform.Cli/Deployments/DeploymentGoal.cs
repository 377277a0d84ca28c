namespace LogPlatform.Cli.Deployments;

/// <summary>What somebody waits for.</summary>
internal enum DeploymentGoal
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Every required check has passed.</summary>
    Validated,

    /// <summary>The release serves.</summary>
    Switched,

    /// <summary>The release serves for good.</summary>
    Succeeded,

    /// <summary>The release before serves again.</summary>
    RolledBack,
}
