using BenchmarkDotNet.Attributes;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Bench.Storage;

/// <summary>Commits of one block each; syncs run beside them.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 3, iterationCount: 10)]
public class StoreCommitBench
{
    private const int Commits = 128;

    private SegmentStore _store = null!;
    private CpuMeter _cpu = null!;
    private string _path = null!;
    private byte[] _block = null!;
    private long _batch;

    [Params(4 << 10, 64 << 10, 512 << 10)]
    public int BlockBytes { get; set; }

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _path = Directory.CreateTempSubdirectory("store").FullName;
        _store = await SegmentStore.OpenAsync(new SegmentStoreOptions { Directory = _path, MaxBytes = 512 << 20 }, TimeProvider.System, CancellationToken.None);
        _block = StoreFixture.Block(BlockBytes, 100, 1);
        _cpu = new CpuMeter($"Blocks of {BlockBytes} bytes");
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        _cpu.Print();
        await _store.DisposeAsync();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Commits)]
    public async Task CommitAsync()
    {
        for (var i = 0; i < Commits; i++)
        {
            var status = await _store.CommitAsync(StoreFixture.Commit(++_batch, _block, 100), CancellationToken.None);
            if (status != CommitStatus.Committed)
            {
                throw new InvalidOperationException($"The store answered {status}.");
            }
        }

        _store.Trim();
        _cpu.Add((long)Commits * BlockBytes);
    }
}
