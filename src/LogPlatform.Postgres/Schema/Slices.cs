using System.Globalization;
using LogPlatform.Core.Time;
using LogPlatform.Postgres.Connections;
using Npgsql;

namespace LogPlatform.Postgres.Schema;

/// <summary>The partitions of a table, one for each slice of time. A partition is made before its first row and goes as a whole.</summary>
/// <param name="table">The partitioned table; its partitions are called <c>table_slice</c>.</param>
/// <param name="length">Length of a slice. Fixed: the numbers in the tables depend on it.</param>
/// <param name="schema">The schema.</param>
internal sealed class Slices(string table, TimeSpan length, string schema)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _known = [];

    /// <summary>The slice of a moment.</summary>
    public int Of(DateTimeOffset moment) => checked((int)Math.DivRem(moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, length.Ticks).Quotient);

    /// <summary>The slice of a moment.</summary>
    /// <param name="unixNano">Nanoseconds since the Unix epoch.</param>
    public int Of(long unixNano) => Of(UnixNano.ToDate(unixNano));

    /// <summary>Whether a slice is known to have its partition.</summary>
    public bool IsKnown(int slice)
    {
        lock (_gate)
        {
            return _known.Contains(slice);
        }
    }

    /// <summary>Forgets which partitions there are: another gateway may have removed one.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _known.Clear();
        }
    }

    /// <summary>Makes the partitions of a slice, and of the one that comes next, where they are missing.</summary>
    public async Task EnsureAsync(Database database, int slice, CancellationToken cancellationToken)
    {
        foreach (var wanted in new[] { slice, slice + 1 }.Where(wanted => !IsKnown(wanted)))
        {
            await database.TransactAsync(
                async connection =>
                {
                    await EnsureAsync(connection, wanted, cancellationToken);
                    return true;
                },
                cancellationToken);
            lock (_gate)
            {
                _known.Add(wanted);
            }
        }
    }

    /// <summary>The slices that have a partition, with the bytes of each, oldest first.</summary>
    public async ValueTask<List<(int Slice, long Bytes)>> ListAsync(Database database, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            """
            SELECT c.relname, pg_total_relation_size(c.oid)
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = ($1 || '.' || $2)::regclass ORDER BY length(c.relname), c.relname
            """,
            row => (int.Parse(row.GetString(0).AsSpan(table.Length + 1), CultureInfo.InvariantCulture), row.GetInt64(1)),
            [Database.Of(schema), Database.Of(table)],
            cancellationToken);

    /// <summary>Keeps everybody from a partition until the end of the caller's transaction. Whoever uses it is waited for, but not for long.</summary>
    public async Task LockAsync(NpgsqlConnection connection, int slice, CancellationToken cancellationToken)
    {
        await using var command = Database.Command(connection, $"SET LOCAL lock_timeout = '2s'; LOCK TABLE {NameOf(slice)} IN ACCESS EXCLUSIVE MODE");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Removes a partition, in the caller's transaction.</summary>
    public async Task DropAsync(NpgsqlConnection connection, int slice, CancellationToken cancellationToken)
    {
        // Whoever reads the table right now is waited for, but not for long: those who want to write queue up behind.
        await using var command = Database.Command(connection, $"SET LOCAL lock_timeout = '2s'; DROP TABLE IF EXISTS {NameOf(slice)}");
        await command.ExecuteNonQueryAsync(cancellationToken);
        Forget();
    }

    private string NameOf(int slice) => string.Create(CultureInfo.InvariantCulture, $"{table}_{slice}");

    // Attached, because creating a partition in its place would wait for everybody who reads or writes the table.
    private async Task EnsureAsync(NpgsqlConnection connection, int slice, CancellationToken cancellationToken)
    {
        await using (var take = Database.Command(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", Database.Of($"slice/{schema}/{table}")))
        {
            await take.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var find = Database.Command(connection, "SELECT to_regclass($1)::text", Database.Of($"{schema}.{NameOf(slice)}"));
        if (await find.ExecuteScalarAsync(cancellationToken) is DBNull)
        {
            var name = NameOf(slice);
            await using var create = Database.Command(
                connection,
                $"CREATE TABLE {name} (LIKE {table} INCLUDING ALL); ALTER TABLE {table} ATTACH PARTITION {name} FOR VALUES IN ({slice.ToString(CultureInfo.InvariantCulture)})");
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
