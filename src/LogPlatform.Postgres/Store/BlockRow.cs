using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using Npgsql;

namespace LogPlatform.Postgres.Store;

/// <summary>Rows of the store as the ports tell of them.</summary>
internal static class BlockRow
{
    /// <summary>The columns that <see cref="Block"/> reads.</summary>
    public const string Columns = "color, generation, release, id, first_batch, last_batch, rows, min_time, max_time, bytes, since";

    /// <summary>Reads color, generation and release from column <paramref name="at"/> on.</summary>
    public static SlotPointer Pointer(NpgsqlDataReader row, int at)
    {
        _ = ReleaseId.TryParse(row.GetString(at + 2), out var release);
        return new SlotPointer((Color)row.GetInt16(at), new Generation(row.GetInt64(at + 1)), release);
    }

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static StoredBlock Block(NpgsqlDataReader row) => new(
        row.GetInt64(3),
        Pointer(row, 0),
        new BatchId(row.GetInt64(4)),
        new BatchId(row.GetInt64(5)),
        row.GetInt32(6),
        row.GetInt64(7),
        row.GetInt64(8),
        row.GetInt32(9))
    {
        Since = row.GetInt64(10),
    };
}
