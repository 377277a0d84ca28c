namespace LogPlatform.Postgres.Journal;

/// <summary>The statements about gateways and their batches.</summary>
internal static class GatewaySql
{
    /// <summary>The number that the sequence gave out last. Whoever takes one afterwards gets a higher one.</summary>
    private const string LastNumber = "(SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM batch_id)";

    /// <summary>$1 name. A new gateway.</summary>
    public const string Register = "INSERT INTO gateway (name, low) VALUES ($1, " + LastNumber + ") RETURNING id";

    /// <summary>
    /// $1 gateway, $2 how many, $3 the lowest own batch that is not committed less one, or -1 when there is none, $4 records, $5 bytes. Locks the row, so that a take-over and an append never
    /// both win; no row means that this gateway was taken for dead.
    /// </summary>
    public const string Append =
        """
        UPDATE gateway SET heartbeat = clock_timestamp(), low = CASE WHEN $3 < 0 THEN ids[1] - 1 ELSE $3 END, last_batch = ids[$2], accepted = accepted + $4,
            accepted_bytes = accepted_bytes + $5
        FROM (SELECT array_agg(nextval('batch_id')) AS ids FROM generate_series(1, $2)) AS taken
        WHERE id = $1 AND taken_by IS NULL RETURNING ids
        """;

    /// <summary>$1 gateway, $2 as $3 of <see cref="Append"/>. No row means that this gateway was taken for dead.</summary>
    public const string Beat =
        "UPDATE gateway SET heartbeat = clock_timestamp(), low = CASE WHEN $2 < 0 THEN " + LastNumber + " ELSE $2 END WHERE id = $1 AND taken_by IS NULL RETURNING id";

    /// <summary>$1 gateway.</summary>
    public const string Leave = "UPDATE gateway SET heartbeat = '-infinity' WHERE id = $1";

    /// <summary>$1 gateway. Waits for a transaction of this gateway that the server has not given up yet.</summary>
    public const string LastBatch = "SELECT last_batch FROM gateway WHERE id = $1 FOR UPDATE";

    /// <summary>
    /// $1 gateway, $2 limit, $3 whether also those with $4 as their name. A row that is locked belongs to somebody alive.
    /// </summary>
    public const string Claim =
        """
        UPDATE gateway SET taken_by = $1 WHERE id IN (
            SELECT id FROM gateway WHERE id <> $1 AND taken_by IS NULL AND (heartbeat < clock_timestamp() - $2 OR ($3 AND name = $4)) FOR UPDATE SKIP LOCKED)
        RETURNING id, low
        """;

    /// <summary>$1 gateway, $2 those it has claimed. What they had taken over themselves goes with them.</summary>
    public const string Inherit = "UPDATE gateway SET taken_by = $1 WHERE taken_by = ANY($2) RETURNING id";

    /// <summary>$1 gateway, $2 the low of those it has claimed. No row means that this gateway was taken for dead itself.</summary>
    public const string Lower = "UPDATE gateway SET heartbeat = clock_timestamp(), low = LEAST(low, $2) WHERE id = $1 AND taken_by IS NULL RETURNING id";

    /// <summary>$1 gateways, $2 their low.</summary>
    public const string Pending =
        """
        SELECT id, records, bytes, received, slice FROM journal AS j
        WHERE gateway = ANY($1) AND id > $2 AND id > (SELECT settled FROM head) AND NOT EXISTS (SELECT FROM committed AS c WHERE c.batch = j.id)
        ORDER BY id
        """;

    /// <summary>Every batch up to here, of whichever gateway, is committed.</summary>
    public const string Watermark = "SELECT COALESCE(min(low) FILTER (WHERE taken_by IS NULL), 0) FROM gateway";

    /// <summary>$1 keys, $2 the moment before which they are forgotten.</summary>
    public const string ForgetRetries = "DELETE FROM retry WHERE key = ANY($1) AND written <= $2";

    /// <summary>$1 keys, $2 contents, $3 batches, $4 the moment. In the order of keys, so that two gateways wait for each other one way only.</summary>
    public const string Remember =
        "INSERT INTO retry (key, content, batch, written) SELECT key, content, batch, $4 FROM unnest($1, $2, $3) AS kept(key, content, batch) ORDER BY key";

    /// <summary>$1 keys.</summary>
    public const string FindRetries = "SELECT key, content, batch FROM retry WHERE key = ANY($1)";

    /// <summary>The rows of a group.</summary>
    public const string Copy = "COPY journal (slice, id, gateway, received, records, bytes, format, match_content, peer, service, retry_key, payload) FROM STDIN BINARY";

    /// <summary>$1 ids. For batches that their clients were told are not kept.</summary>
    public const string Disown =
        """
        WITH gone AS (DELETE FROM journal WHERE id = ANY($1) RETURNING gateway, records, bytes),
        forgotten AS (DELETE FROM retry WHERE batch = ANY($1))
        UPDATE gateway SET accepted = accepted - COALESCE((SELECT sum(records) FROM gone), 0), accepted_bytes = accepted_bytes - COALESCE((SELECT sum(bytes) FROM gone), 0)
        WHERE id = (SELECT min(gateway) FROM gone)
        """;
}
