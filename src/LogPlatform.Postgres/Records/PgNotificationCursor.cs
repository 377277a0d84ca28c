using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Postgres.Connections;

namespace LogPlatform.Postgres.Records;

/// <summary>How far each receiver of notifications has been told, for all gateways.</summary>
public sealed class PgNotificationCursor : INotificationCursor
{
    private readonly Database _database;

    internal PgNotificationCursor(Database database) => _database = database;

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public NotificationPosition? Find(string receiver)
    {
        var found = _database.Query(
            "SELECT deployment, entries FROM notification WHERE receiver = $1",
            row => new NotificationPosition(new DeploymentId(row.GetInt64(0)), row.GetInt32(1)),
            Database.Of(receiver));
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public void Save(string receiver, NotificationPosition position) => _database.Execute(
        "INSERT INTO notification VALUES ($1, $2, $3) ON CONFLICT (receiver) DO UPDATE SET deployment = excluded.deployment, entries = excluded.entries",
        Database.Of(receiver),
        Database.Of(position.Deployment.Value),
        Database.Of(position.Entries));
}
