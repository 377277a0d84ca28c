using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

/// <summary>Looks at what the nodes of the slots report, and raises alarms about it (invariant 11).</summary>
internal sealed partial class SlotWatch(
    ISlotProvisioner slots,
    ITrafficRouter router,
    IReleaseCatalog catalog,
    LedgerReader ledger,
    AlarmBoard alarms,
    TimeProvider time,
    ILogger<SlotWatch> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly ILogger _logger = logger;

    /// <summary>Looks once a second until <paramref name="stop"/>.</summary>
    /// <param name="latest">The last deployment.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Func<RolloutState?> latest, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                Look(latest());
            }
#pragma warning disable CA1031 // A slot that is being taken down while it is looked at is no reason never to look again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogWatchError(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>Looks once.</summary>
    public void Look(RolloutState? latest)
    {
        var pointer = router.Current;
        alarms.Set(AlarmNames.NodesLost, NodesLost(pointer));

        // What fills the idle slot before a switch is a candidate: its checks judge it, and it is not production's business yet.
        var isCandidate = latest?.Phase is RolloutPhase.Provisioning or RolloutPhase.Validating or RolloutPhase.AwaitingApproval or RolloutPhase.Switching;
        Color[] watched = isCandidate ? [pointer.Color] : [pointer.Color, pointer.Color.Other()];
        var strays = watched.SelectMany(Strays).ToList();
        alarms.Set(AlarmNames.ConfigurationDrift, strays.Count == 0 ? null : string.Join("; ", strays));
        if (alarms.IsRaised(AlarmNames.LedgerUnbalanced) && ledger.Read().Balanced)
        {
            alarms.Set(AlarmNames.LedgerUnbalanced, null);
        }
    }

    private string? NodesLost(SlotPointer pointer) => slots.Find(pointer.Color)?.Nodes.Any(node => node.State == NodeState.Ready) == true
        ? null
        : $"The {pointer.Color} slot serves and has no ready node; what comes in waits in the journal.";

    private IEnumerable<string> Strays(Color color)
    {
        if (slots.Find(color) is not { } slot || catalog.Find(slot.Release) is not { } release)
        {
            return [];
        }

        return slot.Nodes
            .Where(node => node.Configuration != default && node.Configuration != release.Configuration)
            .Select(node => $"{node.Name} runs configuration {node.Configuration.Short} instead of {release.Configuration.Short} of release {release.Id}");
    }

    [LoggerMessage(EventId = 2412, EventName = "SlotWatchError", Level = LogLevel.Error, Message = "What the nodes report could not be read; it is tried again")]
    private partial void LogWatchError(Exception error);
}
