using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Rehearsals;

namespace LogPlatform.Gateway.Rewinds;

/// <summary>Which generations can be rewound: those that have ended and can bring nothing more.</summary>
internal sealed class RewindRules(IRecordStore records, ITrafficRouter router)
{
    /// <summary>Why a generation cannot be rewound now; null when it can.</summary>
    public JobStart<Rewind>? Refusal(Generation generation)
    {
        var current = router.Current.Generation;
        if (generation == current)
        {
            return Refuse(CommandStatus.Conflict, $"generation {generation} serves; only one that has ended can be rewound");
        }

        if (generation > current || records.Totals().All(totals => totals.Generation != generation))
        {
            return Refuse(CommandStatus.Unknown, $"there is nothing of a generation {generation}");
        }

        return router.RecordsInFlight().GetValueOrDefault(generation) is > 0 and var leased
            ? Refuse(CommandStatus.Conflict, $"generation {generation} still holds {leased} records; wait for its drain, or force it")
            : null;
    }

    private static JobStart<Rewind> Refuse(CommandStatus status, string why) => new(status, null, why);
}
