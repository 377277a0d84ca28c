using System.Collections.Concurrent;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Deployments.Notifications;

/// <summary>A cursor in memory.</summary>
internal sealed class MemoryCursor(Signal changed) : INotificationCursor
{
    public ConcurrentDictionary<string, NotificationPosition> Positions { get; } = new();

    public NotificationPosition? Find(string receiver) => Positions.TryGetValue(receiver, out var position) ? position : null;

    public void Save(string receiver, NotificationPosition position)
    {
        Positions[receiver] = position;
        changed.Raise();
    }
}
