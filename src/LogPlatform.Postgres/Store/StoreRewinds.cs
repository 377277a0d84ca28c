using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Schema;
using LogPlatform.Storage.Segments;
using Npgsql;

namespace LogPlatform.Postgres.Store;

/// <summary>Stages units in the place of others and makes them visible all at once, in one transaction.</summary>
internal sealed class StoreRewinds(Database database, Slices slices, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _staging = new(1, 1);
    private readonly StoreSession _session = new(database, slices);

    /// <summary>The visible units of a generation.</summary>
    public List<CommittedUnit> UnitsOf(Generation generation) => database.Query(
        """
        SELECT color, generation, release, id, batches, tallies, quarantine_items > (SELECT count(*) FROM quarantine AS q WHERE q.unit = u.id)
        FROM unit AS u WHERE state = 1 AND generation = $1 ORDER BY id
        """,
        row => new CommittedUnit(row.GetInt64(3), BlockRow.Pointer(row, 0), Tallies(row.GetFieldValue<long[]>(4), row.GetFieldValue<int[]>(5)), row.GetBoolean(6)),
        Database.Of(generation.Value));

    /// <summary>The numbers of the visible units that a rewind has staged a replacement for.</summary>
    public HashSet<long> StagedBy(RewindId rewind) =>
    [
        .. database.Query(
            "SELECT s.replaces FROM unit AS s JOIN unit AS r ON r.id = s.replaces AND r.state = 1 WHERE s.state = 2 AND s.rewind = $1",
            row => row.GetInt64(0),
            Database.Of(rewind.Value)),
    ];

    /// <summary>Stages a unit.</summary>
    public async ValueTask<CommitStatus> StageAsync(RewindId rewind, CommittedUnit replaces, Commit commit)
    {
        if (rewind.Value < 1 || !CommitCheck.TryCheck(commit, out var blocks, out var quarantined) || !IsOfTheSameRecords(replaces.Tallies, commit.Result.Tallies))
        {
            return CommitStatus.Malformed;
        }

        var unit = new StoredUnit(commit, blocks, quarantined) { State = UnitState.Staged, Rewind = rewind.Value, Replaces = replaces.Number };
        await _staging.WaitAsync();
        try
        {
            return await StageAsync(unit);
        }
        catch (Exception error) when (Database.IsFault(error))
        {
            await _session.DisconnectAsync();
            return CommitStatus.Unavailable;
        }
        finally
        {
            _staging.Release();
        }
    }

    /// <summary>Makes visible what a rewind has staged.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public ValueTask<SupersededTotals> SupersedeAsync(RewindId rewind, CancellationToken cancellationToken) => database.TransactAsync(
        connection => new Supersession(connection, rewind, cancellationToken).RunAsync(),
        cancellationToken);

    /// <summary>Forgets what a rewind has staged.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public async ValueTask AbandonAsync(RewindId rewind, CancellationToken cancellationToken) => await database.TransactAsync(
        async connection =>
        {
            await Supersession.AbandonAsync(connection, rewind, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        _staging.Dispose();
    }

    private static bool IsOfTheSameRecords(IReadOnlyList<BatchTally> replaced, IReadOnlyList<BatchTally> staged) =>
        replaced.Select(tally => (tally.Id, tally.Total)).SequenceEqual(staged.Select(tally => (tally.Id, tally.Total)));

    private static BatchTally[] Tallies(long[] batches, int[] counts) =>
        [.. batches.Select((batch, i) => new BatchTally(new BatchId(batch), counts[3 * i], counts[(3 * i) + 1], counts[(3 * i) + 2]))];

    private async Task<CommitStatus> StageAsync(StoredUnit unit)
    {
        var slice = slices.Of(time.GetUtcNow());
        await _session.PrepareAsync(slice);
        await _session.BeginAsync([]);
        await _session.CopyBodiesAsync([unit], slice);
        var head = await _session.LockHeadAsync([unit], []);
        if (await SinceAsync(unit) is not { } since)
        {
            await _session.RollBackAsync();
            return CommitStatus.Duplicate;
        }

        await using var batch = new NpgsqlBatch(_session.Connection);
        var staged = unit with { Since = since };
        staged.AddTo(batch.BatchCommands, slice, head.FirstUnit, head.FirstBlock, head.FirstQuarantined);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await StoreSession.ExecuteAsync(batch);
        return CommitStatus.Committed;
    }

    // Null when the unit that is to be replaced is not visible any more, or has its replacement by this rewind already.
    private async Task<long?> SinceAsync(StoredUnit unit)
    {
        await using var command = Database.Command(
            _session.Connection,
            "SELECT since FROM unit WHERE id = $1 AND state = 1 AND NOT EXISTS (SELECT FROM unit WHERE state = 2 AND rewind = $2 AND replaces = $1)",
            Database.Of(unit.Replaces),
            Database.Of(unit.Rewind));
        return (long?)await command.ExecuteScalarAsync();
    }
}
