using LogPlatform.Core.Ledger;

namespace LogPlatform.Core.Rollouts.Events;

/// <summary>The ledger of the deployment's generations was drawn up.</summary>
/// <param name="Ledger">The ledger.</param>
public sealed record LedgerClosed(DeploymentLedger Ledger) : RolloutEvent;
