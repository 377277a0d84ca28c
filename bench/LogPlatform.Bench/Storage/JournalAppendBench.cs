using BenchmarkDotNet.Attributes;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Bench.Storage;

/// <summary>Durable appends, each awaited by its sender; with syncs and recycling of files that the store has let go.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 3, iterationCount: 10)]
public class JournalAppendBench
{
    private const int Batches = 512;

    private FileJournal _journal = null!;
    private CpuMeter _cpu = null!;
    private string _path = null!;
    private byte[] _payload = null!;

    [Params(768, 384 << 10)]
    public int BatchBytes { get; set; }

    [Params(1, 16)]
    public int Senders { get; set; }

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _path = Directory.CreateTempSubdirectory("journal").FullName;
        var options = new JournalOptions { Directory = _path, MaxReleasedBytes = 128 << 20, RetryWindow = TimeSpan.Zero };
        _journal = await FileJournal.OpenAsync(options, TimeProvider.System, CancellationToken.None);
        _payload = new byte[BatchBytes];
        new Random(1).NextBytes(_payload);
        _cpu = new CpuMeter($"{Senders} senders of {BatchBytes} bytes");
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        _cpu.Print();
        await _journal.DisposeAsync();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Batches)]
    public async Task AppendAsync()
    {
        var senders = new Task[Senders];
        for (var i = 0; i < senders.Length; i++)
        {
            senders[i] = SendAsync(Batches / Senders);
        }

        await Task.WhenAll(senders);
        _journal.Release(_journal.LastDurable);
        _cpu.Add((long)Batches * BatchBytes);
    }

    private async Task SendAsync(int count)
    {
        await Task.Yield();
        var header = new BatchHeader { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = 1, RecordCount = 1 };
        for (var i = 0; i < count; i++)
        {
            var result = await _journal.AppendAsync(header, _payload, CancellationToken.None);
            if (result.Status != AppendStatus.Appended)
            {
                throw new InvalidOperationException($"The journal answered {result.Status}.");
            }
        }
    }
}
