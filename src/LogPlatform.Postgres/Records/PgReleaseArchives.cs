using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Connections;

namespace LogPlatform.Postgres.Records;

/// <summary>The releases as archives, for gateways that do not have them on disk yet. One that is there never changes.</summary>
public sealed class PgReleaseArchives
{
    private readonly Database _database;

    internal PgReleaseArchives(Database database) => _database = database;

    /// <summary>The names of all releases, oldest first.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<ReleaseId> List() => [.. _database.Query("SELECT id FROM release ORDER BY number", row => row.GetString(0))
        .Select(name => ReleaseId.TryParse(name, out var id) ? id : throw new InvalidDataException($"'{name}' is no release's name."))];

    /// <summary>The archive of a release; null when there is none.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public byte[]? Find(ReleaseId id) => _database.Query("SELECT artifact FROM release WHERE id = $1", row => row.GetFieldValue<byte[]>(0), Database.Of(id.Name)).FirstOrDefault();

    /// <summary>Keeps an archive, unless there is one of that name.</summary>
    /// <returns>False when there is one: after a broken connection it may be this one.</returns>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public bool TrySave(ReleaseId id, string rules, byte[] archive) => _database.Query(
        "INSERT INTO release (id, manifest, rules, artifact) VALUES ($1, '{}', $2, $3) ON CONFLICT (id) DO NOTHING RETURNING id",
        row => row.GetString(0),
        Database.Of(id.Name),
        Database.Of(rules),
        Database.Of(archive)).Count == 1;
}
