using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LogPlatform.Postgres.Tests;

/// <summary>Gateways of one cluster: a schema of their own, and a clock.</summary>
internal sealed class Gateways(string connectionString, string? schema = null) : IAsyncDisposable
{
    private readonly List<PostgresPorts> _open = [];

    public SteppedTime Time { get; } = new();

    public string Schema { get; } = schema ?? SharedServer.NewSchema();

    public string ConnectionString => connectionString;

    /// <summary>On the server that tests share.</summary>
    public static async Task<Gateways> NewAsync() => new(await SharedServer.ConnectionStringAsync());

    /// <summary>Opens a gateway.</summary>
    public async Task<PostgresPorts> OpenAsync(string name = "one", Action<PostgresOptions>? configure = null)
    {
        var options = new PostgresOptions
        {
            ConnectionString = connectionString,
            Schema = Schema,
            GatewayName = name,
            Heartbeat = TimeSpan.FromMilliseconds(100),
            Poll = TimeSpan.FromMilliseconds(20),
            CommandLimit = TimeSpan.FromSeconds(10),
            JournalMaxAge = TimeSpan.FromHours(1),
            StoreMaxAge = TimeSpan.FromDays(1),
        };
        configure?.Invoke(options);
        var ports = await PostgresPorts.OpenAsync(options, Time, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        lock (_open)
        {
            _open.Add(ports);
        }

        return ports;
    }

    /// <summary>Runs a statement of the test's own.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Search Path={Schema}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        PostgresPorts[] open;
        lock (_open)
        {
            open = [.. _open];
        }

        foreach (var ports in open)
        {
            await ports.DisposeAsync();
        }
    }
}
