using LogPlatform.Core.Ports;
using LogPlatform.Postgres.Connections;

namespace LogPlatform.Postgres.Records;

/// <summary>Documents that all gateways share.</summary>
public sealed class PgDocuments : IDocuments
{
    private const string Kind = "shared";

    private readonly Database _database;

    internal PgDocuments(Database database) => _database = database;

    /// <inheritdoc/>
    public bool AreShared => true;

    /// <inheritdoc/>
    public string PlaceOf(string name) => $"the row ({Kind}, {name}) of the table document";

    /// <inheritdoc/>
    public Document? Find(string name) => _database.Query(
        "SELECT version, content FROM document WHERE kind = $1 AND name = $2",
        row => new Document(row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
        Database.Of(Kind),
        Database.Of(name)).SingleOrDefault();

    /// <inheritdoc/>
    public bool TryReplace(string name, long version, ReadOnlyMemory<byte> content) => _database.Query(
        version == 0
            ? "INSERT INTO document VALUES ($1, $2, $3 + 1, $4) ON CONFLICT DO NOTHING RETURNING version"
            : "UPDATE document SET version = $3 + 1, content = $4 WHERE kind = $1 AND name = $2 AND version = $3 RETURNING version",
        row => row.GetInt64(0),
        Database.Of(Kind),
        Database.Of(name),
        Database.Of(version),
        Database.Json(content.ToArray())).Count == 1;
}
