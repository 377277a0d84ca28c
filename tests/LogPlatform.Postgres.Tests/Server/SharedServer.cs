using System.Globalization;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace LogPlatform.Postgres.Tests.Server;

/// <summary>The server that tests share which do not stop it; each uses a schema of its own. It starts with the first test that asks.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(() => Task.Run(PostgresServer.StartNewAsync));
    private static int _schemas;

    /// <summary>Where it is; skips the test when PostgreSQL is not installed.</summary>
    public static async Task<string> ConnectionStringAsync()
    {
        PostgresServer.Require();
        return (await Server.Value).ConnectionString;
    }

    /// <summary>The name of a schema that nobody uses.</summary>
    public static string NewSchema() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _schemas)}");

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated)
        {
            await (await Server.Value).DisposeAsync();
        }
    }
}
