using System.Globalization;
using LogPlatform.Core.Time;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Journal;
using LogPlatform.Postgres.Schema;
using Npgsql;

namespace LogPlatform.Postgres;

/// <summary>Takes what is too old or too much, whole partitions at a time. Any gateway may do it; when two do it at once, one finds nothing left.</summary>
internal sealed class PostgresRetention(Database database, PostgresOptions options, Slices journal, Slices bodies, TimeProvider time)
{
    // A transaction that chose its partition just before the hour ended has written to it by then.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>Takes what is due; false when PostgreSQL is away or busy, and the next call has to do the rest.</summary>
    public async Task<bool> TrimAsync(CancellationToken cancellationToken)
    {
        try
        {
            var settled = await SettleAsync(cancellationToken);
            await TrimJournalAsync(settled, cancellationToken);
            await TrimStoreAsync(cancellationToken);
            return true;
        }
        catch (Exception error) when (Database.IsFault(error))
        {
            return false;
        }
    }

    // Single batches need to be known as committed only above the mark up to which all are. One statement after the other, because whoever commits waits for the head.
    private async Task<long> SettleAsync(CancellationToken cancellationToken)
    {
        var forgotten = UnixNano.FromDate(time.GetUtcNow()) - (long)options.RetryWindow.TotalNanoseconds;
        await database.ExecuteAsync("DELETE FROM retry WHERE written <= $1", [Database.Of(forgotten)], cancellationToken);
        await database.ExecuteAsync($"UPDATE head SET settled = w.low FROM ({GatewaySql.Watermark}) AS w(low) WHERE settled < w.low", [], cancellationToken);
        await database.ExecuteAsync("DELETE FROM committed WHERE batch <= (SELECT settled FROM head)", [], cancellationToken);
        return (await database.QueryAsync("SELECT settled FROM head", row => row.GetInt64(0), [], cancellationToken))[0];
    }

    private async Task TrimJournalAsync(long settled, CancellationToken cancellationToken)
    {
        var end = journal.Of(time.GetUtcNow() - options.JournalMaxAge - Grace);
        foreach (var (slice, _) in await journal.ListAsync(database, cancellationToken))
        {
            if (slice >= end || !await TryDropJournalAsync(slice, settled, cancellationToken))
            {
                break;
            }
        }
    }

    private async Task<bool> TryDropJournalAsync(int slice, long settled, CancellationToken cancellationToken) => await database.TransactAsync(
        async connection =>
        {
            // Whoever writes to it is waited for before it is looked at.
            await journal.LockAsync(connection, slice, cancellationToken);
            await using var find = Database.Command(connection, "SELECT COALESCE(max(id), 0) FROM journal WHERE slice = $1", Database.Of(slice));
            if ((long)(await find.ExecuteScalarAsync(cancellationToken))! > settled)
            {
                return false;
            }

            await journal.DropAsync(connection, slice, cancellationToken);
            return true;
        },
        cancellationToken);

    private async Task TrimStoreAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (end, current) = (bodies.Of(now - options.StoreMaxAge - Grace), bodies.Of(now - Grace));
        var slices = await bodies.ListAsync(database, cancellationToken);
        var bytes = slices.Sum(slice => slice.Bytes);
        foreach (var (slice, size) in slices)
        {
            if (slice >= current || (slice >= end && bytes <= options.StoreMaxBytes))
            {
                break;
            }

            await DropBodiesAsync(slice, cancellationToken);
            bytes -= size;
        }
    }

    // Quarantined records stay until somebody processes them again, and the sums until the end of days.
    private async Task DropBodiesAsync(int slice, CancellationToken cancellationToken) => await database.TransactAsync(
        async connection =>
        {
            await bodies.DropAsync(connection, slice, cancellationToken);
            var text = slice.ToString(CultureInfo.InvariantCulture);
            await RunAsync(connection, $"DELETE FROM quarantine WHERE state <> 1 AND unit IN (SELECT id FROM unit WHERE slice = {text})", cancellationToken);
            await RunAsync(connection, $"DELETE FROM block WHERE slice = {text}", cancellationToken);
            await RunAsync(connection, $"DELETE FROM unit WHERE slice = {text}", cancellationToken);
            return true;
        },
        cancellationToken);

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = Database.Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
