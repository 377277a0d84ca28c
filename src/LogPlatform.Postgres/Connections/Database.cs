using System.Data.Common;
using System.Net.Sockets;
using Npgsql;
using NpgsqlTypes;

namespace LogPlatform.Postgres.Connections;

/// <summary>The connections to PostgreSQL, and short queries over them.</summary>
internal sealed class Database : IAsyncDisposable
{
    // After a restart of the server each pooled connection fails once.
    private const int MostAttempts = 3;

    private readonly NpgsqlDataSource _source;

    public Database(PostgresOptions options)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            SearchPath = options.Schema,
            Timeout = (int)options.CommandLimit.TotalSeconds,
            CommandTimeout = (int)options.CommandLimit.TotalSeconds,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            ReadBufferSize = 64 << 10,
            WriteBufferSize = 64 << 10,
            NoResetOnClose = true,

            // An acknowledgement promises that the batch is on disk, whatever the server's default is.
            // A process that is stopped in the middle of a transaction must not keep the others from going on.
            Options = $"-c synchronous_commit=on -c idle_in_transaction_session_timeout={(long)options.CommandLimit.TotalMilliseconds}",
        };
        Schema = options.Schema;
        _source = NpgsqlDataSource.Create(text);
    }

    /// <summary>The schema with all tables.</summary>
    public string Schema { get; }

    /// <summary>Whether an exception says that PostgreSQL cannot be reached, has no room or does not do it; anything else is a bug of ours.</summary>
    public static bool IsFault(Exception error) => error is DbException or TimeoutException or SocketException or IOException;

    /// <summary>A parameter.</summary>
    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>A parameter of type json.</summary>
    public static NpgsqlParameter Json(byte[] text) => new NpgsqlParameter<byte[]> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Json };

    /// <summary>Runs a statement that does no harm when it runs twice, which it may when the connection breaks.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public void Execute(string sql, params NpgsqlParameter[] parameters) => Query(sql, _ => 0, parameters);

    /// <summary>All rows of a query. It is repeated when the connection breaks, so it may change nothing.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> row, params NpgsqlParameter[] parameters)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = _source.OpenConnection();
                using var command = Command(connection, sql, parameters);
                using var reader = command.ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                {
                    rows.Add(row(reader));
                }

                return rows;
            }
            catch (Exception error) when (IsFault(error))
            {
                if (attempt == MostAttempts || error is PostgresException { IsTransient: false })
                {
                    throw Unreachable(error);
                }
            }
        }
    }

    /// <inheritdoc cref="Execute"/>
    public async ValueTask ExecuteAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        await QueryAsync(sql, _ => 0, parameters, cancellationToken);

    /// <inheritdoc cref="Query{T}"/>
    public async ValueTask<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> row, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await using var command = Command(connection, sql, parameters);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(row(reader));
                }

                return rows;
            }
            catch (Exception error) when (IsFault(error))
            {
                if (attempt == MostAttempts || error is PostgresException { IsTransient: false })
                {
                    throw Unreachable(error);
                }
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> in a transaction of its own. It is not repeated.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached or refused; whether the transaction holds is not known when it happened at its end.</exception>
    public async ValueTask<T> TransactAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenLiveAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await work(connection);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (Exception error) when (IsFault(error))
        {
            throw Unreachable(error);
        }
    }

    /// <summary>Opens a connection of which is known that it answers: one from the pool may have died with the server it was to.</summary>
    public async ValueTask<NpgsqlConnection> OpenLiveAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await _source.OpenConnectionAsync(cancellationToken);
            try
            {
                await using var command = new NpgsqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(cancellationToken);
                return connection;
            }
            catch (Exception error) when (IsFault(error) && attempt < MostAttempts)
            {
                // The others in the pool are as dead as this one.
                NpgsqlConnection.ClearPool(connection);
                await connection.DisposeAsync();
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Closes a connection that is broken, or in a state that nobody knows, with all that are idle: the server may be another by now.</summary>
    public static async ValueTask DiscardAsync(NpgsqlConnection connection)
    {
        NpgsqlConnection.ClearPool(connection);
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception error) when (IsFault(error))
        {
            // It is gone either way.
        }
    }

    /// <summary>A command with parameters <c>$1</c>, <c>$2</c>, ...</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
#pragma warning disable CA2100 // All texts are ours.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter.Collection is null ? parameter : parameter.Clone());
        }

        return command;
    }

    /// <summary>A command in a batch.</summary>
    public static NpgsqlBatchCommand Part(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>What callers that only know of I/O are told.</summary>
    public static IOException Unreachable(Exception error) => new($"PostgreSQL: {error.Message}", error);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
