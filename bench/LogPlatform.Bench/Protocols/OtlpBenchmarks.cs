using BenchmarkDotNet.Attributes;
using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Bench.Protocols;

/// <summary>One request of 1,365 records, 1 MiB: the inspection at the gateway and the decoding at the worker. The copy into the buffer is the base line.</summary>
[MemoryDiagnoser]
public class OtlpBenchmarks
{
    private const int Records = 1365;

    private readonly BatchDecoder _decoder = new();
    private readonly RecordBatch _batch = new();
    private readonly IngestLimits _limits = new();
    private readonly BatchHeader _header = new() { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = 1, RecordCount = Records };
    private readonly byte[][] _requests = new OtlpCorpus().Requests(16, Records);
    private int _next;

    [Benchmark]
    public int Inspect() => EnvelopeInspector.Inspect(BatchFormat.OtlpProtobuf, Next(), _limits).RecordCount;

    [Benchmark(Baseline = true)]
    public int CopyOnly()
    {
        _batch.Clear();
        return _batch.Append(Next()).Length;
    }

    [Benchmark]
    public int CopyAndDecode()
    {
        _batch.Clear();
        var payload = _batch.Append(Next());
        _decoder.Decode(_batch, payload, new BatchId(1), _header);
        return _batch.Attributes.Count;
    }

    private byte[] Next() => _requests[_next++ & 15];
}
