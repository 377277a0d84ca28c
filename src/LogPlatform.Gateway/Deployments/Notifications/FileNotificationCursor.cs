using LogPlatform.Core.Ports;
using LogPlatform.Storage.Files;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>Keeps the positions of all receivers in one small file.</summary>
internal sealed partial class FileNotificationCursor(string path, ILogger<FileNotificationCursor> logger) : INotificationCursor
{
    private readonly ILogger _logger = logger;
    private readonly DurableJsonFile<Dictionary<string, NotificationPosition>> _file = new(path);
    private readonly Lock _lock = new();
    private Dictionary<string, NotificationPosition>? _positions;

    public NotificationPosition? Find(string receiver)
    {
        lock (_lock)
        {
            return Positions_NeedsLock().TryGetValue(receiver, out var position) ? position : null;
        }
    }

    public void Save(string receiver, NotificationPosition position)
    {
        lock (_lock)
        {
            var next = new Dictionary<string, NotificationPosition>(Positions_NeedsLock()) { [receiver] = position };
            _file.Save(next);
            _positions = next;
        }
    }

    private Dictionary<string, NotificationPosition> Positions_NeedsLock() => _positions ??= Load();

    private Dictionary<string, NotificationPosition> Load()
    {
        try
        {
            return _file.Load() ?? [];
        }
        catch (InvalidDataException broken)
        {
            // Whoever was not told is worth less than a platform that starts.
            LogCursorDamaged(broken, _file.Path);
            return [];
        }
    }

    [LoggerMessage(EventId = 2424, EventName = "NotificationCursorDamagedError", Level = LogLevel.Error, Message = "{Path} does not say how far notifications were sent; they begin with what happens next")]
    private partial void LogCursorDamaged(Exception broken, string path);
}
