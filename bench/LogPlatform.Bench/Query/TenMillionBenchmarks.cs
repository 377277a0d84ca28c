using BenchmarkDotNet.Attributes;
using LogPlatform.Core.Filters;
using LogPlatform.Storage.Query;

namespace LogPlatform.Bench.Query;

/// <summary>What a user waits for over 10 million records in 3,663 blocks of a full unit (0.7 GB in memory). Goal for histograms: 200 ms.</summary>
public class TenMillionBenchmarks : IDisposable
{
    private const int Rows = 2730;
    private const int BlockCount = 3663;

    private CorpusCatalog _catalog = null!;
    private QueryEngine _engine = null!;

    [GlobalSetup]
    public void Setup()
    {
        _catalog = new CorpusCatalog(BlockCount, Rows);
        _engine = new QueryEngine(_catalog);
    }

    [GlobalCleanup]
    public void Dispose() => _engine.Dispose();

    [Benchmark]
    public Task<HistogramResult> Histogram() => Histogram(string.Empty);

    [Benchmark]
    public Task<HistogramResult> HistogramOfErrors() => Histogram("severity >= ERROR");

    [Benchmark]
    public Task<HistogramResult> HistogramBySeverity() => Histogram(string.Empty, new FieldRef(Field.Severity));

    [Benchmark]
    public Task<HistogramResult> HistogramOfOneService() => Histogram("service = checkout");

    [Benchmark]
    public Task<HistogramResult> HistogramOfOneTrace() => Histogram("trace_id = 0123456789abcdef0123456789abcdef");

    [Benchmark]
    public Task<HistogramResult> HistogramOfOneCustomer() => Histogram("customer.id = \"c-9999999\"");

    [Benchmark]
    public Task<FacetResult> FacetsOfServices() => _engine.FacetsAsync(
        new FacetQuery { Fields = [new FieldRef(Field.Service), new FieldRef(Field.Attribute, "http.response.status_code")] }, CancellationToken.None);

    [Benchmark]
    public async Task<int> NewestHundred()
    {
        var count = 0;
        await foreach (var page in _engine.SearchAsync(new SearchQuery { Limit = 100 }, CancellationToken.None))
        {
            count += page.Hits.Count;
        }

        return count;
    }

    private Task<HistogramResult> Histogram(string filter, FieldRef? groupBy = null) => _engine.HistogramAsync(
        new HistogramQuery { Filter = FilterParser.Parse(filter).Filter!, FromUnixNano = _catalog.From, ToUnixNano = _catalog.To, Buckets = 100, GroupBy = groupBy },
        CancellationToken.None);
}
