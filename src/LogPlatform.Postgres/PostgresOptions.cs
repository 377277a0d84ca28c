using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace LogPlatform.Postgres;

/// <summary>Where PostgreSQL is and how this gateway uses it.</summary>
public sealed partial class PostgresOptions
{
    /// <summary>An Npgsql connection string. The user must be able to create the schema, or own it.</summary>
    [Required]
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>The schema with all tables; created when it is missing. Lower-case letters, digits and <c>_</c>; <c>logplatform</c> by default.</summary>
    [Required]
    public string Schema { get; set; } = "logplatform";

    /// <summary>The name of this gateway, the same after a restart: then its batches are its own again at once. No two that run may have the same.</summary>
    [Required]
    public string GatewayName { get; set; } = "gateway";

    /// <summary>How often a gateway says that it is alive; 100 ms to 1 min, 1 s by default. What is durable in the store is known everywhere after about this time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Silence after which a gateway is taken for dead and its batches are taken over, by the clock of PostgreSQL; 15 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan GatewayLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often somebody who waits for what other gateways do looks; 10 ms to 1 min, 250 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a connection may take, and a command, before PostgreSQL is taken for unavailable; 1 s to 10 min, 15 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long appends wait that were on their way when the connection broke, for word whether they are durable; 0 to 5 min, 10 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DoubtLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a batch is remembered to recognise a retry; 2 minutes by default, 0 is off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetryWindow { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long raw batches are kept after they came in, for rehearsal and rewind; 24 hours by default. Whole hours go, and none with a batch that is not committed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan JournalMaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long records are kept after they were stored; 30 days by default. Quarters of a day go as a whole.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan StoreMaxAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Bytes of encoded blocks that are kept; 20 GiB by default. The oldest quarters of a day go first.</summary>
    [Range(0, long.MaxValue)]
    public long StoreMaxBytes { get; set; } = 20L << 30;

    /// <summary>Raw bytes of the latest batches that are also kept in memory, so that they need not be read back to be processed or mirrored; 32 MiB by default.</summary>
    [Range(0, long.MaxValue)]
    public long RecentBytes { get; set; } = 32L << 20;

    /// <summary>Throws when an option is out of its range.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (!SchemaName().IsMatch(Schema))
        {
            throw new ValidationException($"{Schema} is not the name of a schema: lower-case letters, digits and _ only, at most 48.");
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,47}$")]
    private static partial Regex SchemaName();
}
