using LogPlatform.Core.Batches;
using LogPlatform.Postgres.Connections;
using Npgsql;

namespace LogPlatform.Postgres.Journal;

/// <summary>The writer's connection, and the gateway's row in PostgreSQL. Used by the writer only, one call at a time.</summary>
internal sealed class GatewaySession(Database database, PostgresOptions options, OwnBatches own) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>The number of this gateway.</summary>
    public long Gateway { get; private set; }

    /// <summary>The group of which it is not known whether it is durable; null without one.</summary>
    public DoubtfulGroup? Doubt { get; set; }

    /// <summary>Whether there is a connection.</summary>
    public bool IsConnected => _connection is not null;

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("There is no connection.");

    /// <summary>
    /// Opens a connection, and registers the gateway where that is due: at its start, when it also takes back what was its own, and after others have taken it for dead.
    /// </summary>
    public async Task ConnectAsync(bool isStart, CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            _connection = await database.OpenLiveAsync(cancellationToken);
            await FindTakenAsync(cancellationToken);
        }

        if (Gateway != 0 && await BeatAsync(cancellationToken))
        {
            return;
        }

        own.Clear();
        await using (var register = Database.Command(_connection, GatewaySql.Register, Database.Of(options.GatewayName)))
        {
            Gateway = (long)(await register.ExecuteScalarAsync(cancellationToken))!;
        }

        if (isStart)
        {
            await TakeOverAsync(options.GatewayLimit, namesakes: true, cancellationToken);
        }
    }

    /// <summary>Lets go of a connection that is broken, or in a state that nobody knows.</summary>
    public async ValueTask DisconnectAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await Database.DiscardAsync(connection);
        }
    }

    /// <summary>Begins a transaction and takes numbers for so many batches; null when this gateway was taken for dead, and then there is no transaction.</summary>
    public async Task<long[]?> BeginAppendAsync(int batches, long records, long bytes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(Connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        batch.BatchCommands.Add(Database.Part(
            GatewaySql.Append, Database.Of(Gateway), Database.Of(batches), Database.Of(Low()), Database.Of(records), Database.Of(bytes)));
        var ids = (long[]?)await batch.ExecuteScalarAsync(cancellationToken);
        if (ids is null)
        {
            await ExecuteAsync("ROLLBACK", cancellationToken);
        }

        return ids;
    }

    /// <summary>
    /// Ends the transaction of <see cref="BeginAppendAsync"/>; false when a batch was kept before. Nothing has happened then, and those are answered and left out of the group.
    /// </summary>
    public async Task<bool> TryCommitAsync(AppendGroup group, IReadOnlyList<JournalEntry> entries, TimeSpan window, long nowUnixNano, CancellationToken cancellationToken)
    {
        var forgotten = nowUnixNano - (long)window.TotalNanoseconds;
        var keyed = Enumerable.Range(0, entries.Count).Where(i => group.Requests[i].Retry is not null).ToArray();
        try
        {
            await using var batch = new NpgsqlBatch(Connection);
            if (keyed.Length > 0)
            {
                var keys = Array.ConvertAll(keyed, i => group.Requests[i].Retry!.Key);
                batch.BatchCommands.Add(Database.Part(GatewaySql.ForgetRetries, Database.Of(keys), Database.Of(forgotten)));
                batch.BatchCommands.Add(Database.Part(
                    GatewaySql.Remember,
                    Database.Of(keys),
                    Database.Of(Array.ConvertAll(keyed, i => group.Requests[i].Retry!.Content)),
                    Database.Of(Array.ConvertAll(keyed, i => entries[i].Id.Value)),
                    Database.Of(nowUnixNano)));
            }

            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation && keyed.Length > 0)
        {
            await ExecuteAsync("ROLLBACK", cancellationToken);
            await SettleRepeatedAsync(group, forgotten, cancellationToken);
            return false;
        }
    }

    /// <summary>Says that the gateway is alive; false when it was taken for dead.</summary>
    public async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        await using var command = Database.Command(Connection, GatewaySql.Beat, Database.Of(Gateway), Database.Of(Low()));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Takes over gateways that are silent, and those of the same name when that is asked for; how many.</summary>
    public async Task<int> TakeOverAsync(TimeSpan limit, bool namesakes, CancellationToken cancellationToken)
    {
        await using var transaction = await Connection.BeginTransactionAsync(cancellationToken);
        var claimed = await ReadAsync(
            GatewaySql.Claim,
            row => (Id: row.GetInt64(0), Low: row.GetInt64(1)),
            cancellationToken,
            Database.Of(Gateway),
            Database.Of(limit),
            Database.Of(namesakes),
            Database.Of(options.GatewayName));
        if (claimed.Count == 0)
        {
            return 0;
        }

        var ids = claimed.Select(dead => dead.Id).ToArray();
        var low = claimed.Min(dead => dead.Low);
        var inherited = await ReadAsync(GatewaySql.Inherit, row => row.GetInt64(0), cancellationToken, Database.Of(Gateway), Database.Of(ids));
        if ((await ReadAsync(GatewaySql.Lower, row => row.GetInt64(0), cancellationToken, Database.Of(Gateway), Database.Of(low))).Count == 0)
        {
            return 0;
        }

        long[] all = [.. ids, .. inherited];
        var pending = await ReadAsync(GatewaySql.Pending, JournalRow.Entry, cancellationToken, Database.Of(all), Database.Of(low));
        await transaction.CommitAsync(cancellationToken);
        own.Add(pending);
        return claimed.Count;
    }

    /// <summary>Whether a group whose commit was not heard of is durable. One that was disowned is taken back.</summary>
    public async Task<bool> IsDurableAsync(DoubtfulGroup doubt, CancellationToken cancellationToken)
    {
        await using var find = Database.Command(Connection, GatewaySql.LastBatch, Database.Of(doubt.Gateway));
        var isDurable = (long?)await find.ExecuteScalarAsync(cancellationToken) == doubt.Entries[^1].Id.Value;
        if (isDurable && doubt.IsDisowned)
        {
            await using var disown = Database.Command(Connection, GatewaySql.Disown, Database.Of(doubt.Entries.Select(entry => entry.Id.Value).ToArray()));
            await disown.ExecuteNonQueryAsync(cancellationToken);
        }

        return isDurable;
    }

    /// <summary>Says that this gateway is gone, so that others need not wait before they take over what it leaves.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            try
            {
                await using var command = Database.Command(_connection, GatewaySql.Leave, Database.Of(Gateway));
                await command.ExecuteNonQueryAsync();
            }
            catch (Exception error) when (Database.IsFault(error))
            {
                // They wait, then.
            }

            await DisconnectAsync();
        }
    }

    // The connection may have broken when a take-over was committed: then these batches are this gateway's, and nobody but PostgreSQL knows. Before the next heartbeat, whose
    // mark they must hold.
    private async Task FindTakenAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(GatewaySql.LastBatch, row => row.GetInt64(0), cancellationToken, Database.Of(Gateway));
        var taken = await ReadAsync("SELECT id FROM gateway WHERE taken_by = $1", row => row.GetInt64(0), cancellationToken, Database.Of(Gateway));
        if (taken.Count > 0)
        {
            own.Add(await ReadAsync(GatewaySql.Pending, JournalRow.Entry, cancellationToken, Database.Of(taken.ToArray()), Database.Of(0L)));
        }
    }

    // A group in doubt may be durable, so it holds the mark as well.
    private long Low()
    {
        var lowest = own.Lowest?.Value ?? long.MaxValue;
        lowest = Doubt is null ? lowest : Math.Min(lowest, Doubt.Entries[0].Id.Value);
        return lowest == long.MaxValue ? -1 : lowest - 1;
    }

    private async Task SettleRepeatedAsync(AppendGroup group, long forgotten, CancellationToken cancellationToken)
    {
        var byKey = group.Requests.Where(request => request.Retry is not null).ToDictionary(request => request.Retry!.Name);
        var keys = byKey.Values.Select(request => request.Retry!.Key).ToArray();
        var kept = await ReadAsync(
            GatewaySql.FindRetries + " AND written > $2",
            row => (Key: row.GetFieldValue<byte[]>(0), Content: row.GetFieldValue<byte[]>(1), Batch: row.GetInt64(2)),
            cancellationToken,
            Database.Of(keys),
            Database.Of(forgotten));
        foreach (var (key, content, batch) in kept)
        {
            group.Settle(byKey[Convert.ToHexString(key)], content, new BatchId(batch));
        }
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = Database.Command(Connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.Command(Connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
