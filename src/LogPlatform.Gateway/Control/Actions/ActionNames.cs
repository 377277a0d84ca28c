namespace LogPlatform.Gateway.Control.Actions;

/// <summary>The names of actions in the audit log.</summary>
internal static class ActionNames
{
    public const string DeploymentStart = "deployment.start";
    public const string DeploymentApprove = "deployment.approve";
    public const string DeploymentAbort = "deployment.abort";
    public const string DeploymentRollback = "deployment.rollback";
    public const string DrainForce = "deployment.drain-force";
    public const string RehearsalStart = "rehearsal.start";
    public const string RehearsalCancel = "rehearsal.cancel";
    public const string RewindStart = "rewind.start";
    public const string RewindCancel = "rewind.cancel";
    public const string ReleaseCreate = "release.create";
    public const string QuarantineReprocess = "quarantine.reprocess";
}
