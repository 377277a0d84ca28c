using LogPlatform.Postgres.Connections;
using Npgsql;

namespace LogPlatform.Postgres.Schema;

/// <summary>
/// Brings the schema up to this release, one script after the other, each in a transaction with the row that records it. Gateways that start at once take turns. A schema that a
/// later release has extended is left as it is: that release only added to it.
/// </summary>
internal static class Migrations
{
    /// <summary>Applies what is missing of <paramref name="scripts"/>.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached or refused.</exception>
    public static async Task RunAsync(Database database, IReadOnlyList<MigrationScript> scripts, CancellationToken cancellationToken)
    {
        foreach (var script in scripts)
        {
            await database.TransactAsync(
                async connection =>
                {
                    await ApplyAsync(connection, database.Schema, script, cancellationToken);
                    return true;
                },
                cancellationToken);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, string schema, MigrationScript script, CancellationToken cancellationToken)
    {
        // The lock is held until the end of the transaction; it is taken before anything is looked at.
        await RunAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", cancellationToken, Database.Of("migration/" + schema));
        await RunAsync(
            connection,
            $"""
            CREATE SCHEMA IF NOT EXISTS {schema};
            CREATE TABLE IF NOT EXISTS {schema}.migration (number int PRIMARY KEY, name text NOT NULL, applied timestamptz NOT NULL DEFAULT clock_timestamp());
            """,
            cancellationToken);
        await using var find = Database.Command(connection, "SELECT 1 FROM migration WHERE number = $1", Database.Of(script.Number));
        if (await find.ExecuteScalarAsync(cancellationToken) is null)
        {
            await RunAsync(connection, script.Sql, cancellationToken);
            await RunAsync(connection, "INSERT INTO migration (number, name) VALUES ($1, $2)", cancellationToken, Database.Of(script.Number), Database.Of(script.Name));
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = Database.Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
