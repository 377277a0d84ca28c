using System.Globalization;
using System.Text.Json;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Postgres.Connections;
using LogPlatform.Storage.Files;

namespace LogPlatform.Postgres.Records;

/// <summary>The rewinds of the cluster edition.</summary>
public sealed class PgRewindJobs : IRewindJobs
{
    private const string Kind = "rewind";

    private readonly Database _database;

    internal PgRewindJobs(Database database) => _database = database;

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<Rewind> List() => _database.Query(
        "SELECT name, content FROM document WHERE kind = $1 ORDER BY name",
        row => StateJson.Parse<Rewind>(row.GetFieldValue<byte[]>(1), $"Rewind {row.GetString(0)}"),
        Database.Of(Kind));

    /// <inheritdoc/>
    public void Save(Rewind rewind) => _database.Execute(
        "INSERT INTO document AS d VALUES ($1, $2, 1, $3) ON CONFLICT (kind, name) DO UPDATE SET version = d.version + 1, content = excluded.content",
        Database.Of(Kind),
        Database.Of(rewind.Id.Value.ToString("D12", CultureInfo.InvariantCulture)),
        Database.Json(JsonSerializer.SerializeToUtf8Bytes(rewind, StateJson.Line)));
}
