using BenchmarkDotNet.Attributes;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Bench.Storage;

/// <summary>Opening a store, and finding the blocks of one hour in it.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 2, iterationCount: 10)]
public class StoreOpenBench
{
    private const long Second = 1_000_000_000;
    private string _path = null!;
    private SegmentStore _store = null!;

    [Params(10_000, 100_000)]
    public int Blocks { get; set; }

    [GlobalSetup]
    public async Task FillAsync()
    {
        _path = Directory.CreateTempSubdirectory("store").FullName;
        var filled = Path.Combine(_path, "filled");
        await FillAsync(filled);
        _store = await SegmentStore.OpenAsync(new SegmentStoreOptions { Directory = Path.Combine(_path, "open") }, TimeProvider.System, CancellationToken.None);
        await FillAsync(_store);
    }

    [GlobalCleanup]
    public async Task DeleteAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark]
    public async Task OpenAndCloseAsync()
    {
        await using var store = await SegmentStore.OpenAsync(new SegmentStoreOptions { Directory = Path.Combine(_path, "filled") }, TimeProvider.System, CancellationToken.None);
    }

    [Benchmark]
    public int FindOneHour() => _store.Blocks(Blocks / 2 * Second, ((Blocks / 2) + 3600) * Second).Count;

    private async Task FillAsync(string path)
    {
        await using var store = await SegmentStore.OpenAsync(new SegmentStoreOptions { Directory = path }, TimeProvider.System, CancellationToken.None);
        await FillAsync(store);
    }

    private async Task FillAsync(SegmentStore store)
    {
        for (var i = 1; i <= Blocks; i++)
        {
            await store.CommitAsync(StoreFixture.Commit(i, StoreFixture.Block(4096, 100, i * Second), 100), CancellationToken.None);
        }
    }
}
