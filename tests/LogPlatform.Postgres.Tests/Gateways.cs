using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.Postgres.Tests;

/// <summary>Gateways of one cluster: a schema of their own, and a clock.</summary>
internal sealed class Gateways(string connectionString) : IAsyncDisposable
{
    private readonly List<PostgresPorts> _open = [];

    public SteppedTime Time { get; } = new();

    public string Schema { get; } = SharedServer.NewSchema();

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
        _open.Add(ports);
        return ports;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var ports in _open)
        {
            await ports.DisposeAsync();
        }
    }
}
