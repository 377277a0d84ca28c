using BenchmarkDotNet.Attributes;
using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Bench.Pipeline;

/// <summary>Conditions over decoded records; times are per record of 768 bytes.</summary>
[MemoryDiagnoser]
public class FilterBenchmarks
{
    private const int Records = 1365;

    private readonly RecordBatch _batch = new();
    private RecordFilter _filter = null!;

    [Params("http.response.status_code >= 500", "service = checkout and severity >= WARN", "timeout", "body matches /responded 5[0-9][0-9]/")]
    public string Filter { get; set; } = string.Empty;

    [GlobalSetup]
    public void Fill()
    {
        var payload = _batch.Append(new OtlpCorpus().Request(Records));
        new BatchDecoder().Decode(_batch, payload, new BatchId(1), new BatchHeader { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = 1, RecordCount = Records });
        _filter = RecordFilter.Compile(FilterParser.Parse(Filter).Filter!);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Count()
    {
        var matches = 0;
        _filter.Bind(_batch);
        foreach (ref readonly var record in _batch.Records.AsSpan())
        {
            matches += _filter.Matches(record) ? 1 : 0;
        }

        return matches;
    }
}
