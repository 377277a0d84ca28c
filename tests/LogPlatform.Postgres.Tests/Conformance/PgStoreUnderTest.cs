using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

/// <summary>The store of the cluster edition, with one gateway.</summary>
internal sealed class PgStoreUnderTest(Gateways gateways) : IStoreUnderTest
{
    private PostgresPorts? _ports;

    public IRecordStore Records => _ports!.Store;

    public IBlockCatalog Catalog => _ports!.Store;

    public IQuarantine Quarantine => _ports!.Store;

    public IRewindStore Rewinds => _ports!.Store;

    public static async Task<IStoreUnderTest> OpenAsync()
    {
        var test = new PgStoreUnderTest(await Gateways.NewAsync());
        await test.CrashAsync();
        return test;
    }

    public void Advance(TimeSpan by) => gateways.Time.Advance(by);

    public async Task<BatchId> NextBatchAsync()
    {
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = gateways.Time.NowUnixNano, RecordCount = 3 };
        return (await _ports!.Journal.AppendAsync(header, new byte[10], TestContext.Current.CancellationToken)).Id;
    }

    public async Task RestartAsync()
    {
        await _ports!.DisposeAsync();
        await CrashAsync();
    }

    // The one before goes on, as a process does that hangs; the tests of whole processes kill them.
    public async Task CrashAsync() => _ports = await gateways.OpenAsync();

    public async Task TrimAsync() => (await _ports!.TrimAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();

    public async ValueTask DisposeAsync() => await gateways.DisposeAsync();
}
