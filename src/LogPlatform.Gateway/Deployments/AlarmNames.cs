namespace LogPlatform.Gateway.Deployments;

/// <summary>The names of the alarms.</summary>
internal static class AlarmNames
{
    /// <summary>A node runs other rules than its release's. Blocks deployments: nobody could say what the next one is compared with.</summary>
    public const string ConfigurationDrift = "configuration-drift";

    /// <summary>Leases on an ended generation run longer than the strategy allows.</summary>
    public const string DrainOverdue = "drain-overdue";

    /// <summary>A closed ledger does not add up.</summary>
    public const string LedgerUnbalanced = "ledger-unbalanced";

    /// <summary>A release that cannot be rolled back by itself fails a check while it serves.</summary>
    public const string NotReversibleBreach = "not-reversible-breach";

    /// <summary>The slot that serves has no ready node.</summary>
    public const string NodesLost = "nodes-lost";

    /// <summary>What happened to a deployment cannot be written, so the deployment stands still.</summary>
    public const string DeploymentsNotStored = "deployments-not-stored";
}
