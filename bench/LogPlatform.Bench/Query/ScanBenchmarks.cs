using BenchmarkDotNet.Attributes;
using LogPlatform.Core.Filters;
using LogPlatform.Storage.Query;

namespace LogPlatform.Bench.Query;

/// <summary>
/// A search that reads every block, by one worker: 64 blocks of 4,096 records, 192 MiB as ingested. The time is per record of 768 bytes: 768 ns is 1 GB/s.
/// </summary>
[MemoryDiagnoser]
public class ScanBenchmarks : IDisposable
{
    private const int BlockCount = 64;
    private const int Rows = 4096;

    private CorpusCatalog _catalog = null!;
    private QueryEngine _engine = null!;
    private Filter _filter = null!;

    [Params(
        "\"connection reset by peer\"",
        "warehouse",
        "\"748213\"",
        "\"5b1c3fa07b9c4d21\"",
        "body matches /attempt [45]/",
        "http.response.status_code = 503",
        "customer.id != \"c-0012345\"",
        "service = checkout and severity >= WARN and timeout")]
    public string Search { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        _catalog = new CorpusCatalog(BlockCount, Rows);
        _engine = new QueryEngine(_catalog, new QueryOptions { Parallelism = 1 });
        _filter = FilterParser.Parse(Search).Filter!;
    }

    [GlobalCleanup]
    public void Dispose() => _engine.Dispose();

    [Benchmark(OperationsPerInvoke = BlockCount * Rows)]
    public async Task<long> Scan()
    {
        var query = new HistogramQuery { Filter = _filter, FromUnixNano = _catalog.From, ToUnixNano = _catalog.To, Buckets = 1 };
        return (await _engine.HistogramAsync(query, CancellationToken.None)).Series[0].Counts[0];
    }
}
