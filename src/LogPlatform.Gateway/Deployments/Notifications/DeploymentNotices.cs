using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>
/// The notifications that there are, read off the timelines of the stored deployments. So there is no second list that could lose one: what was stored is told, however
/// often the program was started in between.
/// </summary>
internal static class DeploymentNotices
{
    /// <summary>The position behind everything that happened so far.</summary>
    public static NotificationPosition End(IDeploymentStore store) => store.Latest() is { } latest
        ? new NotificationPosition(latest.Id, latest.Timeline.Count)
        : new NotificationPosition(new DeploymentId(1), 0);

    /// <summary>The first notification behind <paramref name="after"/> and the position behind it; null when there is none yet.</summary>
    public static (DeploymentNotice Notice, NotificationPosition Position)? Next(IDeploymentStore store, NotificationPosition after)
    {
        var first = after.Entries;
        for (var id = after.Deployment; store.Find(id) is { } state; id = id.Next, first = 0)
        {
            for (var i = first; i < state.Timeline.Count; i++)
            {
                var entry = state.Timeline[i];
                var previous = i == 0 ? null : (RolloutPhase?)state.Timeline[i - 1].Phase;
                if (entry.Phase != previous)
                {
                    var notice = new DeploymentNotice(id, state.Release, entry.Phase, previous, entry.Actor, entry.Message, entry.At, Serving(state, entry.Phase));
                    return (notice, new NotificationPosition(id, i + 1));
                }
            }
        }

        return null;
    }

    private static Generation Serving(RolloutState state, RolloutPhase phase) => phase switch
    {
        RolloutPhase.Draining or RolloutPhase.Baking or RolloutPhase.Succeeded or RolloutPhase.RollingBack => (state.Switched ?? state.Before).Generation,
        RolloutPhase.RolledBack => (state.Restored ?? state.Before).Generation,
        RolloutPhase.Failed => (state.Restored ?? state.Switched ?? state.Before).Generation,
        _ => state.Before.Generation,
    };
}
