using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Journal;
using LogPlatform.Postgres.Records;
using LogPlatform.Postgres.Schema;
using LogPlatform.Postgres.Store;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Postgres;

/// <summary>The ports of one gateway over PostgreSQL.</summary>
public sealed class PostgresPorts : IAsyncDisposable
{
    private readonly Database _database;
    private readonly PostgresRetention _retention;

    private PostgresPorts(PostgresOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _database = new Database(options);
        var own = new OwnBatches();
        var recent = new RecentPayloads(options.RecentBytes);
        var polling = new Polling(options.Poll, time);
        var bodies = new Slices("body", TimeSpan.FromHours(6), options.Schema);
        var batches = new Slices("journal", TimeSpan.FromHours(1), options.Schema);
        _retention = new PostgresRetention(_database, options, batches, bodies, time);
        Journal = new PgJournal(_database, options, own, recent, polling, batches, time, loggers.CreateLogger<PgJournal>());
        Store = new PgStore(_database, own, polling, bodies, time, loggers.CreateLogger<PgStore>());
        Deployments = new PgDeploymentStore(_database);
        Audit = new PgAuditLog(_database, time);
        Notifications = new PgNotificationCursor(_database);
        RewindJobs = new PgRewindJobs(_database);
        Releases = new PgReleaseArchives(_database);
        Documents = new PgDocuments(_database);
    }

    /// <summary>The journal.</summary>
    public PgJournal Journal { get; }

    /// <summary>The store.</summary>
    public PgStore Store { get; }

    /// <summary>The deployments.</summary>
    public PgDeploymentStore Deployments { get; }

    /// <summary>The audit log.</summary>
    public PgAuditLog Audit { get; }

    /// <summary>How far notifications were sent.</summary>
    public PgNotificationCursor Notifications { get; }

    /// <summary>The rewinds.</summary>
    public PgRewindJobs RewindJobs { get; }

    /// <summary>The releases.</summary>
    public PgReleaseArchives Releases { get; }

    /// <summary>Keys and log-ins.</summary>
    public PgDocuments Documents { get; }

    /// <summary>Brings the schema up to this release, registers the gateway, and takes back what it had under its name before.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached, or refuses.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public static async Task<PostgresPorts> OpenAsync(PostgresOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        options.Validate();
        var ports = new PostgresPorts(options, time, loggers);
        try
        {
            await Migrations.RunAsync(ports._database, MigrationScript.All, cancellationToken);
            await ports.Journal.StartAsync(cancellationToken);
            return ports;
        }
        catch
        {
            await ports.Store.DisposeAsync();
            await ports._database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes what retention is due for. The host calls it every minute or so.</summary>
    /// <returns>False when PostgreSQL is away or busy; the next call does the rest.</returns>
    public Task<bool> TrimAsync(CancellationToken cancellationToken) => _retention.TrimAsync(cancellationToken);

    /// <summary>Completes what is under way, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Store.DisposeAsync();
        await _database.DisposeAsync();
    }
}
