using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Effects;

/// <summary>Draw up the ledger of the generations from <paramref name="First"/> on: <see cref="Events.LedgerClosed"/>.</summary>
/// <param name="First">The generation that served when the deployment began.</param>
public sealed record CloseLedger(Generation First) : RolloutEffect;
