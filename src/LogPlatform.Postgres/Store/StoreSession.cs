using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Schema;
using Npgsql;

namespace LogPlatform.Postgres.Store;

/// <summary>A connection over which units are stored, one transaction after the other.</summary>
internal sealed class StoreSession(Database database, Slices slices) : IAsyncDisposable
{
    private const int BodiesAtOnce = 1024;

    private NpgsqlConnection? _connection;
    private long _nextBody;
    private long _endBody;

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("There is no connection.");

    /// <summary>Opens the connection, and makes the partition where that is due.</summary>
    public async Task PrepareAsync(int slice)
    {
        if (!slices.IsKnown(slice))
        {
            await slices.EnsureAsync(database, slice, CancellationToken.None);
        }

        _connection ??= await database.OpenLiveAsync(CancellationToken.None);
    }

    /// <summary>Begins a transaction, and says which of some batches are committed already.</summary>
    public async Task<HashSet<long>> BeginAsync(long[] batches)
    {
        await using var batch = new NpgsqlBatch(Connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        batch.BatchCommands.Add(Database.Part(StoreSql.FindCommitted, Database.Of(batches)));
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        return await ReadAsync(reader);
    }

    /// <summary>Writes the bodies of the blocks of units, and gives them their numbers.</summary>
    public async Task CopyBodiesAsync(IReadOnlyList<StoredUnit> units, int slice)
    {
        if (units.All(unit => unit.Blocks.Length == 0))
        {
            return;
        }

        foreach (var unit in units)
        {
            unit.Bodies = new long[unit.Blocks.Length];
            for (var i = 0; i < unit.Bodies.Length; i++)
            {
                unit.Bodies[i] = await NextBodyAsync();
            }
        }

        await using var copy = await CopyWriter.BeginAsync(Connection, StoreSql.CopyBodies, CancellationToken.None);
        foreach (var unit in units)
        {
            for (var i = 0; i < unit.Bodies.Length; i++)
            {
                await copy.BeginRowAsync(3, CancellationToken.None);
                copy.Write(slice);
                copy.Write(unit.Bodies[i]);
                await copy.WriteAsync(unit.Commit.Result.Blocks[i], CancellationToken.None);
            }
        }

        await copy.CompleteAsync(CancellationToken.None);
    }

    /// <summary>Locks the head, takes numbers for units, and says which of some batches are committed by now: nobody else commits any until the end of the transaction.</summary>
    public async Task<StoreHead> LockHeadAsync(IReadOnlyList<StoredUnit> units, long[] batches)
    {
        await using var batch = new NpgsqlBatch(Connection);
        batch.BatchCommands.Add(Database.Part(
            StoreSql.LockHead,
            Database.Of((long)units.Count),
            Database.Of(units.Sum(unit => (long)unit.Blocks.Length)),
            Database.Of(units.Sum(unit => (long)unit.QuarantineItems))));
        batch.BatchCommands.Add(Database.Part(StoreSql.FindCommitted, Database.Of(batches)));
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        await reader.ReadAsync(CancellationToken.None);
        var head = new StoreHead(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), new Generation(reader.GetInt64(3)), reader.GetInt64(4));
        await reader.NextResultAsync(CancellationToken.None);
        head.Committed.UnionWith(await ReadAsync(reader));
        return head;
    }

    /// <summary>Runs statements in one go.</summary>
    public static async Task ExecuteAsync(NpgsqlBatch batch) => await batch.ExecuteNonQueryAsync(CancellationToken.None);

    /// <summary>Ends the transaction; nothing of it holds.</summary>
    public async Task RollBackAsync()
    {
        await using var command = Database.Command(Connection, "ROLLBACK");
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Lets go of a connection that is broken, or in a state that nobody knows.</summary>
    public async ValueTask DisconnectAsync()
    {
        slices.Forget();
        if (_connection is { } connection)
        {
            _connection = null;
            await Database.DiscardAsync(connection);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DisconnectAsync();

    private static async Task<HashSet<long>> ReadAsync(NpgsqlDataReader reader)
    {
        var found = new HashSet<long>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            found.Add(reader.GetInt64(0));
        }

        return found;
    }

    private async ValueTask<long> NextBodyAsync()
    {
        if (_nextBody == _endBody)
        {
            await using var command = Database.Command(Connection, StoreSql.NextBodies);
            _nextBody = (long)(await command.ExecuteScalarAsync(CancellationToken.None))!;
            _endBody = _nextBody + BodiesAtOnce;
        }

        return _nextBody++;
    }
}
