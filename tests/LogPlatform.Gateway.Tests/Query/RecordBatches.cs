using System.Text;
using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Gateway.Tests.Query;

/// <summary>Decoded records, made the way a worker makes them.</summary>
internal static class RecordBatches
{
    private static long _batches;

    public static RecordBatch Of(IEnumerable<(DateTimeOffset Time, string Body, string Service)> records)
    {
        var lines = records.Select(record => JsonSerializer.Serialize(new { time = record.Time.ToString("O"), body = record.Body, service = record.Service })).ToArray();
        var batch = new RecordBatch();
        var payload = batch.Append(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = 1, RecordCount = lines.Length };
        new BatchDecoder().Decode(batch, payload, new BatchId(Interlocked.Increment(ref _batches)), header);
        return batch;
    }
}
