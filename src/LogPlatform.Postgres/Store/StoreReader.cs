using System.Buffers;
using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Connections;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Postgres.Store;

/// <summary>The read side. Each answer is one statement, and so one moment.</summary>
internal sealed class StoreReader(Database database)
{
    /// <summary>The id of the visible block that was committed last; 0 without one.</summary>
    public long LastBlock() => database.Query("SELECT COALESCE(max(id), 0) FROM block WHERE state = 1", row => row.GetInt64(0))[0];

    /// <summary>The visible blocks, the records in them and their encoded bytes.</summary>
    public (long Blocks, long Rows, long Bytes) Status() => database.Query(
        "SELECT count(*), COALESCE(sum(rows), 0)::bigint, COALESCE(sum(bytes), 0)::bigint FROM block WHERE state = 1",
        row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)))[0];

    /// <summary>Whether a batch is committed.</summary>
    public bool IsCommitted(BatchId id) => database.Query(
        "SELECT $1 <= (SELECT settled FROM head) OR EXISTS (SELECT FROM committed WHERE batch = $1)", row => row.GetBoolean(0), Database.Of(id.Value))[0];

    /// <summary>Those of some batches that are committed.</summary>
    public HashSet<BatchId> CommittedOf(IReadOnlyCollection<BatchId> ids) =>
    [
        .. database.Query(
            "SELECT id FROM unnest($1) AS asked(id) WHERE id <= (SELECT settled FROM head) OR EXISTS (SELECT FROM committed WHERE batch = id)",
            row => new BatchId(row.GetInt64(0)),
            Database.Of(ids.Select(id => id.Value).ToArray())),
    ];

    /// <summary>The sums for each generation.</summary>
    public List<GenerationTotals> Totals() => database.Query(
        "SELECT generation, release, batches, kept, quarantined, dropped FROM generation_totals ORDER BY generation",
        row =>
        {
            _ = ReleaseId.TryParse(row.GetString(1), out var release);
            return new GenerationTotals(new Generation(row.GetInt64(0)), release, row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
        });

    /// <summary>The visible blocks of a range of time, latest first.</summary>
    public List<StoredBlock> Between(long fromUnixNano, long toUnixNano) => database.Query(
        $"SELECT {BlockRow.Columns} FROM block WHERE state = 1 AND max_time >= $1 AND min_time < $2 ORDER BY max_time DESC, id DESC",
        BlockRow.Block,
        Database.Of(fromUnixNano),
        Database.Of(toUnixNano));

    /// <summary>The visible blocks after an id.</summary>
    public List<StoredBlock> After(long afterId, int most) => database.Query(
        $"SELECT {BlockRow.Columns} FROM block WHERE state = 1 AND id > $1 ORDER BY id LIMIT $2", BlockRow.Block, Database.Of(afterId), Database.Of(most));

    /// <summary>The first bytes of a block; null when retention has taken it.</summary>
    public IMemoryOwner<byte>? Body(StoredBlock block, int bytes)
    {
        var length = Math.Min(bytes, block.Bytes);
        var sql = length == block.Bytes
            ? "SELECT p.bytes FROM block AS b JOIN body AS p ON p.id = b.body AND p.slice = b.slice WHERE b.id = $1"
            : $"SELECT substring(p.bytes FROM 1 FOR {length}) FROM block AS b JOIN body AS p ON p.id = b.body AND p.slice = b.slice WHERE b.id = $1";
        var read = new PooledBlock(length);
        var found = database.Query(
            sql,
            row =>
            {
                using var stream = row.GetStream(0);
                stream.ReadExactly(read.Memory.Span);
                return true;
            },
            Database.Of(block.Id));
        if (found.Count == 1)
        {
            return read;
        }

        read.Dispose();
        return null;
    }

    /// <summary>Number of visible records in quarantine.</summary>
    public long QuarantineCount() => database.Query("SELECT count(*) FROM quarantine WHERE state = 1", row => row.GetInt64(0))[0];

    /// <summary>Visible records in quarantine after an id.</summary>
    public List<QuarantinedRecord> Quarantine(long afterId, int most) => database.Query(
        """
        SELECT color, generation, release, id, batch, ordinal, received, format, records, reason, payload
        FROM quarantine WHERE state = 1 AND id > $1 ORDER BY id LIMIT $2
        """,
        row => new QuarantinedRecord(
            row.GetInt64(3),
            BlockRow.Pointer(row, 0),
            new BatchId(row.GetInt64(4)),
            row.GetInt32(5),
            row.GetInt64(6),
            (BatchFormat)row.GetInt16(7),
            row.GetInt32(8),
            Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(9)),
            row.GetFieldValue<byte[]>(10)),
        Database.Of(afterId),
        Database.Of(most));
}
