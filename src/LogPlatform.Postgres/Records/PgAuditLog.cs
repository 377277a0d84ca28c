using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Postgres.Connections;
using LogPlatform.Storage.Audit;
using Npgsql;

namespace LogPlatform.Postgres.Records;

/// <summary>
/// The audit log of the cluster edition: one chain for all gateways. Who appends holds a lock from reading the last entry to the commit, so that two can never follow the same one.
/// What a person changed in the table does not prevent going on; <see cref="Verify"/> says where the chain breaks.
/// </summary>
public sealed class PgAuditLog : IAuditLog
{
    private const int PageSize = 1000;

    private readonly Database _database;
    private readonly TimeProvider _time;

    internal PgAuditLog(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <inheritdoc/>
    /// <remarks>When the connection breaks at the very end, the entry may be there although the caller is told that it could not be written.</remarks>
    public ValueTask<AuditEntry> AppendAsync(AuditFact fact, CancellationToken cancellationToken) => _database.TransactAsync(
        async connection =>
        {
            await using (var take = Database.Command(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", Database.Of("audit/" + _database.Schema)))
            {
                await take.ExecuteNonQueryAsync(cancellationToken);
            }

            var entry = AuditChain.Append(await LastAsync(connection, cancellationToken), fact, _time.GetUtcNow());
            await using var insert = Database.Command(connection, "INSERT INTO audit (number, entry) VALUES ($1, $2)", Database.Of(entry.Number), Database.Json(AuditJson.Write(entry)));
            await insert.ExecuteNonQueryAsync(cancellationToken);
            return entry;
        },
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<AuditEntry> Read(long after, int most) => [.. Page(after, most).Select(row => row.Entry).OfType<AuditEntry>()];

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public AuditVerification Verify()
    {
        var isWhole = true;
        var found = AuditChain.Verify(Rows().TakeWhile(row => isWhole = row.Entry is not null).Select(row => row.Entry!));
        return isWhole || !found.IsIntact
            ? found
            : found with { IsIntact = false, BrokenAt = found.Entries + 1, Detail = $"Row {found.Entries + 1} of the table audit is not an entry." };
    }

    private static async Task<AuditEntry?> LastAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Database.Command(connection, "SELECT entry FROM audit ORDER BY number DESC");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (AuditJson.Parse(reader.GetFieldValue<byte[]>(0)) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private IEnumerable<(long Number, AuditEntry? Entry)> Rows()
    {
        var after = long.MinValue;
        List<(long Number, AuditEntry? Entry)> page;
        do
        {
            page = Page(after, PageSize);
            foreach (var row in page)
            {
                yield return row;
            }

            after = page.Count == 0 ? after : page[^1].Number;
        }
        while (page.Count == PageSize);
    }

    private List<(long Number, AuditEntry? Entry)> Page(long after, int most) => _database.Query(
        "SELECT number, entry FROM audit WHERE number > $1 ORDER BY number LIMIT $2",
        row => (row.GetInt64(0), AuditJson.Parse(row.GetFieldValue<byte[]>(1))),
        Database.Of(after),
        Database.Of(most));
}
