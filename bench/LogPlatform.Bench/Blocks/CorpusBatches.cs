using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Bench.Blocks;

/// <summary>Decoded batches of the corpus, one request each.</summary>
internal static class CorpusBatches
{
    public static RecordBatch[] Decode(int batches, int records)
    {
        var corpus = new OtlpCorpus();
        var decoder = new BatchDecoder();
        var decoded = new RecordBatch[batches];
        for (var i = 0; i < batches; i++)
        {
            var batch = decoded[i] = new RecordBatch();
            var payload = batch.Append(corpus.Request(records));
            var header = new BatchHeader { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = 1_748_736_000_000_000_000, RecordCount = records };
            decoder.Decode(batch, payload, new BatchId(i + 1), header);
        }

        return decoded;
    }
}
