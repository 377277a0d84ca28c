using System.Text.Json;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Postgres.Connections;
using LogPlatform.Storage.Files;
using Npgsql;

namespace LogPlatform.Postgres.Records;

/// <summary>The deployments of the cluster edition: one row each, replaced only by the next version of itself.</summary>
public sealed class PgDeploymentStore : IDeploymentStore
{
    private readonly Database _database;

    internal PgDeploymentStore(Database database) => _database = database;

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public RolloutState? Latest() => _database.Query("SELECT id, state FROM deployment ORDER BY id DESC LIMIT 1", Read).SingleOrDefault();

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public RolloutState? Find(DeploymentId id) => _database.Query("SELECT id, state FROM deployment WHERE id = $1", Read, Database.Of(id.Value)).SingleOrDefault();

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    public IReadOnlyList<RolloutState> List(DeploymentId before, int most) => _database.Query(
        "SELECT id, state FROM deployment WHERE $1 = 0 OR id < $1 ORDER BY id DESC LIMIT $2", Read, Database.Of(before.Value), Database.Of(most));

    /// <inheritdoc/>
    /// <remarks>When the connection breaks at the very end, the state may be there although the caller is told that it could not be written.</remarks>
    public ValueTask<bool> TrySaveAsync(RolloutState state, CancellationToken cancellationToken)
    {
        const string First = "INSERT INTO deployment (id, version, state) SELECT $1, $2, $3 WHERE $1 = (SELECT COALESCE(max(id), 0) + 1 FROM deployment) ON CONFLICT DO NOTHING";
        const string Next = "UPDATE deployment SET version = $2, state = $3 WHERE id = $1 AND version = $2 - 1";
        return _database.TransactAsync(
            async connection =>
            {
                await using var command = Database.Command(
                    connection,
                    state.Version == 1 ? First : Next,
                    Database.Of(state.Id.Value),
                    Database.Of((long)state.Version),
                    Database.Json(JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Line)));
                return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
            },
            cancellationToken);
    }

    private static RolloutState Read(NpgsqlDataReader row)
    {
        var id = row.GetInt64(0);
        var state = StateJson.Parse<RolloutState>(row.GetFieldValue<byte[]>(1), $"Deployment {id}");
        return state.Id.Value == id ? state : throw new InvalidDataException($"Deployment {id} is damaged: it is about deployment {state.Id}.");
    }
}
