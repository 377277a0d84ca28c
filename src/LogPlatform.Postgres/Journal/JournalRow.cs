using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Postgres.Connections;
using Npgsql;

namespace LogPlatform.Postgres.Journal;

/// <summary>A batch as a row of the journal.</summary>
internal static class JournalRow
{
    private const short Fields = 12;

    /// <summary>The columns that <see cref="Entry"/> reads.</summary>
    public const string EntryColumns = "id, records, bytes, received, slice";

    /// <summary>Writes a row in the order of <see cref="GatewaySql.Copy"/>.</summary>
    public static async ValueTask WriteAsync(
        CopyWriter copy, int slice, long id, long gateway, BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await copy.BeginRowAsync(Fields, cancellationToken);
        copy.Write(slice);
        copy.Write(id);
        copy.Write(gateway);
        copy.Write(header.ReceivedUnixNano);
        copy.Write(header.RecordCount);
        copy.Write(payload.Length);
        copy.Write((short)header.Format);
        copy.Write(header.MatchContent);
        copy.Write(Bytes(header.Peer));
        copy.Write(Bytes(header.Service));
        copy.Write(Bytes(header.IdempotencyKey));
        await copy.WriteAsync(payload, cancellationToken);
    }

    /// <summary>Reads <see cref="EntryColumns"/>.</summary>
    public static JournalEntry Entry(NpgsqlDataReader row) => new(
        new BatchId(row.GetInt64(0)), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3), new JournalSlice(row.GetInt32(4), 0, row.GetInt32(2)));

    /// <summary>Reads what is known of a batch from columns format, received, records, match_content, peer, service, retry_key, of which the first is <paramref name="at"/>.</summary>
    public static BatchHeader Header(NpgsqlDataReader row, int at) => new()
    {
        Format = (BatchFormat)row.GetInt16(at),
        ReceivedUnixNano = row.GetInt64(at + 1),
        RecordCount = row.GetInt32(at + 2),
        MatchContent = row.GetBoolean(at + 3),
        Peer = Text(row, at + 4),
        Service = Text(row, at + 5),
        IdempotencyKey = Text(row, at + 6),
    };

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(at));
}
