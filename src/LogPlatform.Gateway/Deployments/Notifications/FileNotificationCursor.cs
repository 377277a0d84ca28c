using System.Text.Json;
using LogPlatform.Storage.Files;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>Keeps the positions of all receivers in one small file.</summary>
internal sealed class FileNotificationCursor(string path) : INotificationCursor
{
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
            DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(next, NotificationJson.Default.Positions));
            _positions = next;
        }
    }

    private Dictionary<string, NotificationPosition> Positions_NeedsLock() => _positions ??= Load();

    private Dictionary<string, NotificationPosition> Load()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), NotificationJson.Default.Positions) ?? [];
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} does not say how far notifications were sent; remove it, and they begin with the next deployment.", broken);
        }
    }
}
