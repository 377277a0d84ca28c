namespace LogPlatform.Postgres.Store;

/// <summary>The statements of the store's write side.</summary>
internal static class StoreSql
{
    /// <summary>The bodies of blocks.</summary>
    public const string CopyBodies = "COPY body (slice, id, bytes) FROM STDIN BINARY";

    /// <summary>A range of 1,024 numbers for bodies.</summary>
    public const string NextBodies = "SELECT nextval('body_id')";

    /// <summary>$1 units, $2 blocks, $3 quarantined records. Locks the head until the end of the transaction.</summary>
    public const string LockHead =
        """
        UPDATE head SET next_unit = next_unit + $1, next_block = next_block + $2, next_quarantine = next_quarantine + $3
        RETURNING next_unit - $1, next_block - $2, next_quarantine - $3, sealed, settled
        """;

    /// <summary>$1 batches. Those that are committed.</summary>
    public const string FindCommitted = "SELECT batch FROM committed WHERE batch = ANY($1)";

    /// <summary>$1 batches.</summary>
    public const string AddCommitted = "INSERT INTO committed SELECT unnest($1)";

    /// <summary>A unit.</summary>
    public const string AddUnit =
        """
        INSERT INTO unit (id, slice, state, color, generation, release, since, rewind, replaces, kept, quarantined, dropped, quarantine_items, batches, tallies)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULLIF($8, 0), NULLIF($9, 0), $10, $11, $12, $13, $14, $15)
        """;

    /// <summary>$1 unit, $2 ids, $3 bodies, $4 rows, $5 earliest, $6 latest, $7 bytes, $8 first batch, $9 last batch, $10 since, or 0 for the id. Blocks of a unit.</summary>
    public const string AddBlocks =
        """
        INSERT INTO block (id, unit, slice, body, state, color, generation, release, first_batch, last_batch, rows, min_time, max_time, bytes, since)
        SELECT b.id, u.id, u.slice, b.body, u.state, u.color, u.generation, u.release, $8, $9, b.rows, b.min_time, b.max_time, b.bytes, CASE WHEN $10 = 0 THEN b.id ELSE $10 END
        FROM unnest($2, $3, $4, $5, $6, $7) AS b(id, body, rows, min_time, max_time, bytes), unit AS u WHERE u.id = $1
        """;

    /// <summary>$1 unit, $2 first id, $3 batches, $4 ordinals, $5 received, $6 formats, $7 records, $8 reasons, $9 payloads. Quarantined records of a unit.</summary>
    public const string AddQuarantine =
        """
        INSERT INTO quarantine (id, unit, state, color, generation, release, batch, ordinal, received, format, records, reason, payload)
        SELECT $2 + q.at - 1, u.id, u.state, u.color, u.generation, u.release, q.batch, q.ordinal, q.received, q.format, q.records, q.reason, q.payload
        FROM unnest($3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY AS q(batch, ordinal, received, format, records, reason, payload, at), unit AS u WHERE u.id = $1
        """;

    /// <summary>$1 generation, $2 release, $3 batches, $4 kept, $5 quarantined, $6 dropped, each to be added.</summary>
    public const string AddTotals =
        """
        INSERT INTO generation_totals AS t (generation, release, batches, kept, quarantined, dropped) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (generation) DO UPDATE SET release = excluded.release, batches = t.batches + excluded.batches, kept = t.kept + excluded.kept,
            quarantined = t.quarantined + excluded.quarantined, dropped = t.dropped + excluded.dropped
        """;

    /// <summary>$1 generation.</summary>
    public const string Seal = "UPDATE head SET sealed = GREATEST(sealed, $1)";
}
