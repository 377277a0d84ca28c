using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;

namespace LogPlatform.Gateway.Deployments;

/// <summary>Closes the ledger of a deployment.</summary>
internal sealed class DeploymentLedgerReader(LedgerReader ledger, ITrafficRouter router, TimeProvider time)
{
    /// <summary>The ledger of the generations from <paramref name="first"/> on, as it is now.</summary>
    public DeploymentLedger Read(RolloutState state, Generation first) => Draw(ledger.Read(), state, first, router.Current, time.GetUtcNow());

    /// <summary>Draws the ledger up from an account of all records. Pure.</summary>
    public static DeploymentLedger Draw(LedgerReport report, RolloutState state, Generation first, SlotPointer current, DateTimeOffset at)
    {
        // A generation that handled nothing is in no account, and in the ledger nevertheless: that it handled nothing is worth a line.
        SlotPointer?[] known = [state.Before, state.Switched, state.Restored, current];
        var lines = report.Generations.ToDictionary(line => new Generation(line.Generation));
        var generations = known.OfType<SlotPointer>().Select(pointer => pointer.Generation)
            .Concat(lines.Keys)
            .Where(generation => generation >= first)
            .Distinct()
            .Order();
        return new DeploymentLedger(at, [.. generations.Select(Account)], report.Balanced);

        GenerationAccount Account(Generation generation)
        {
            var isEnded = generation < current.Generation;
            if (lines.TryGetValue(generation, out var line))
            {
                _ = ReleaseId.TryParse(line.Release, out var release);
                var totals = new GenerationTotals(generation, release, line.Batches, line.Committed, line.Quarantined, line.Dropped);
                return new GenerationAccount(totals, line.InFlight, isEnded && line.InFlight == 0);
            }

            var pointer = known.First(pointer => pointer?.Generation == generation)!;
            return new GenerationAccount(new GenerationTotals(generation, pointer.Release, 0, 0, 0, 0), 0, isEnded);
        }
    }
}
