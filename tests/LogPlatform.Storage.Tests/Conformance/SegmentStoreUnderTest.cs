using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Storage.Tests.Segments;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

/// <summary>The store of the Standalone edition, in memory or on disk.</summary>
internal sealed class SegmentStoreUnderTest(IStorageDirectory directory, string? folder) : IStoreUnderTest
{
    private readonly ManualTime _time = new();
    private IStorageDirectory _directory = directory;
    private SegmentStore? _store;
    private long _batch;

    public IRecordStore Records => _store!;

    public IBlockCatalog Catalog => _store!;

    public IQuarantine Quarantine => _store!;

    public IRewindStore Rewinds => _store!;

    public static Task<IStoreUnderTest> OpenInMemoryAsync() => OpenAsync(new SegmentStoreUnderTest(new MemoryDirectory(), null));

    public static Task<IStoreUnderTest> OpenOnDiskAsync()
    {
        var folder = Directory.CreateTempSubdirectory("storage").FullName;
        return OpenAsync(new SegmentStoreUnderTest(new DiskDirectory(folder), folder));
    }

    public void Advance(TimeSpan by) => _time.Advance(by);

    public Task<BatchId> NextBatchAsync() => Task.FromResult(new BatchId(++_batch));

    public async Task RestartAsync()
    {
        await _store!.DisposeAsync();
        await OpenAsync();
    }

    public async Task CrashAsync()
    {
        var left = _store!;
        if (_directory is MemoryDirectory memory)
        {
            _directory = memory.AfterKill();
            await OpenAsync();
            await left.DisposeAsync();
        }
        else
        {
            await RestartAsync();
        }
    }

    public Task TrimAsync()
    {
        _store!.Trim();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store!.DisposeAsync();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IStoreUnderTest> OpenAsync(SegmentStoreUnderTest test)
    {
        await test.OpenAsync();
        return test;
    }

    private async Task OpenAsync() => _store = await StoreFixture.OpenAsync(_directory, _time);
}
