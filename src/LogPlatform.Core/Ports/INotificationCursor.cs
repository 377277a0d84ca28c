namespace LogPlatform.Core.Ports;

/// <summary>Remembers over a restart how far each receiver has been told. Thread-safe.</summary>
public interface INotificationCursor
{
    /// <summary>How far a receiver has been told; null when it was never told anything.</summary>
    /// <param name="receiver">A name that stays the same over restarts.</param>
    NotificationPosition? Find(string receiver);

    /// <summary>Remembers how far a receiver has been told. Durable when it returns.</summary>
    /// <exception cref="IOException">It could not be written; after a restart the receiver is told again.</exception>
    void Save(string receiver, NotificationPosition position);
}
