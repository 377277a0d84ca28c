using LogPlatform.Core.Ledger;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Connections;
using LogPlatform.Storage.Segments;
using Npgsql;

namespace LogPlatform.Postgres.Store;

/// <summary>Puts what a rewind has staged in the place of what it replaces, within one transaction. The head is locked: nothing is committed or superseded meanwhile.</summary>
internal sealed class Supersession(NpgsqlConnection connection, RewindId rewind, CancellationToken cancellationToken)
{
    private const string LockHead = "SELECT 1 FROM head FOR UPDATE";

    // A replaced unit of which a quarantined record was processed again stays: its replacement would double the record. Locked, so that none is processed just now.
    private const string LockQuarantine =
        "SELECT q.id FROM quarantine AS q JOIN unit AS s ON s.replaces = q.unit WHERE s.state = 2 AND s.rewind = $1 ORDER BY q.id FOR UPDATE OF q";

    private const string FindPairs =
        """
        SELECT s.id, s.generation, s.release, s.kept, s.quarantined, s.dropped, r.id, r.generation, r.release, r.kept, r.quarantined, r.dropped, cardinality(r.batches)
        FROM unit AS s JOIN unit AS r ON r.id = s.replaces
        WHERE s.state = 2 AND s.rewind = $1 AND r.state = 1 AND r.quarantine_items = (SELECT count(*) FROM quarantine AS q WHERE q.unit = r.id)
        ORDER BY s.id
        """;

    private const string FindOutcome = "SELECT units, batches, records_before, records_after FROM rewind_outcome WHERE rewind = $1";

    private const string AddOutcome =
        """
        INSERT INTO rewind_outcome AS o VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (rewind) DO UPDATE SET units = o.units + excluded.units, batches = o.batches + excluded.batches,
            records_before = o.records_before + excluded.records_before, records_after = o.records_after + excluded.records_after
        """;

    /// <summary>Does it; what the rewind has superseded in sum.</summary>
    public async Task<SupersededTotals> RunAsync()
    {
        await ReadAsync(LockHead, _ => 0);
        await ReadAsync(LockQuarantine, _ => 0, Database.Of(rewind.Value));
        var pairs = await ReadAsync(FindPairs, row => (Staged: Totals(row, 0), Replaced: Totals(row, 6)), Database.Of(rewind.Value));
        var before = await OutcomeAsync();
        if (pairs.Count == 0 && before is not null)
        {
            return before;
        }

        var sums = new LedgerTotals();
        foreach (var (staged, replaced) in pairs)
        {
            sums.Subtract(replaced.Totals);
            sums.Add(staged.Totals);
        }

        await using var batch = new NpgsqlBatch(connection);
        AddFlip(batch.BatchCommands, [.. pairs.Select(pair => pair.Staged.Id)], [.. pairs.Select(pair => pair.Replaced.Id)]);
        foreach (var sum in sums.ToList())
        {
            batch.BatchCommands.Add(CommitWriter.TotalsOf(sum));
        }

        batch.BatchCommands.Add(Database.Part(
            AddOutcome,
            Database.Of(rewind.Value),
            Database.Of((long)pairs.Count),
            Database.Of(pairs.Sum(pair => pair.Replaced.Totals.Batches)),
            Database.Of(pairs.Sum(pair => pair.Replaced.Totals.Committed)),
            Database.Of(pairs.Sum(pair => pair.Staged.Totals.Committed))));
        AddAbandon(batch.BatchCommands, rewind);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return (await OutcomeAsync())!;
    }

    /// <summary>Forgets what a rewind has staged, in the caller's transaction.</summary>
    public static async Task AbandonAsync(NpgsqlConnection connection, RewindId rewind, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockHead));
        AddAbandon(batch.BatchCommands, rewind);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddFlip(NpgsqlBatchCommandCollection batch, long[] staged, long[] replaced)
    {
        batch.Add(Database.Part("UPDATE unit SET state = 3 WHERE id = ANY($1)", Database.Of(replaced)));
        batch.Add(Database.Part("UPDATE block SET state = 3 WHERE unit = ANY($1)", Database.Of(replaced)));
        batch.Add(Database.Part("DELETE FROM quarantine WHERE unit = ANY($1)", Database.Of(replaced)));
        batch.Add(Database.Part("UPDATE unit SET state = 1 WHERE id = ANY($1)", Database.Of(staged)));
        batch.Add(Database.Part("UPDATE block SET state = 1 WHERE unit = ANY($1)", Database.Of(staged)));
        batch.Add(Database.Part("UPDATE quarantine SET state = 1 WHERE unit = ANY($1)", Database.Of(staged)));
    }

    private static void AddAbandon(NpgsqlBatchCommandCollection batch, RewindId rewind)
    {
        const string Staged = "(SELECT id FROM unit WHERE state = 2 AND rewind = $1)";
        batch.Add(Database.Part("DELETE FROM quarantine WHERE unit IN " + Staged, Database.Of(rewind.Value)));
        batch.Add(Database.Part("UPDATE block SET state = 3 WHERE unit IN " + Staged, Database.Of(rewind.Value)));
        batch.Add(Database.Part("UPDATE unit SET state = 3 WHERE state = 2 AND rewind = $1", Database.Of(rewind.Value)));
    }

    private static (long Id, GenerationTotals Totals) Totals(NpgsqlDataReader row, int at)
    {
        _ = ReleaseId.TryParse(row.GetString(at + 2), out var release);
        var batches = row.GetInt32(12);
        return (row.GetInt64(at), new GenerationTotals(new Generation(row.GetInt64(at + 1)), release, batches, row.GetInt64(at + 3), row.GetInt64(at + 4), row.GetInt64(at + 5)));
    }

    private async Task<SupersededTotals?> OutcomeAsync() => (await ReadAsync(
        FindOutcome, row => new SupersededTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), Database.Of(rewind.Value))).SingleOrDefault();

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters)
    {
        await using var command = Database.Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
