using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Journal.JournalFixture;

namespace LogPlatform.Storage.Tests.Journal;

public sealed class RetryTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task TheSameKeyWithTheSameBytesIsADuplicate()
    {
        await using var journal = await OpenAsync(new MemoryDirectory(), _time);
        await journal.AppendedAsync(_time, Payload(9, 5));
        (await journal.AppendAsync(_time, Payload(1, 70_000), key: "a")).ShouldBe(new AppendResult(AppendStatus.Appended, new BatchId(2)));
        (await journal.AppendAsync(_time, Payload(1, 70_000), key: "a")).ShouldBe(new AppendResult(AppendStatus.Duplicate, new BatchId(2)));
        (await journal.AppendAsync(_time, Payload(1, 70_000), key: "b")).Status.ShouldBe(AppendStatus.Appended);
        journal.AcceptedRecords.ShouldBe(3);
    }

    [Fact]
    public async Task TheSameKeyWithOtherBytesIsTheClientsFault()
    {
        await using var journal = await OpenAsync(new MemoryDirectory(), _time);
        await journal.AppendAsync(_time, Payload(1, 50), key: "a");
        (await journal.AppendAsync(_time, Payload(2, 50), key: "a")).Status.ShouldBe(AppendStatus.KeyReused);
        (await journal.AppendAsync(_time, Payload(1, 51), key: "a")).Status.ShouldBe(AppendStatus.KeyReused);
        var otherFormat = Header(_time, key: "a") with { Format = BatchFormat.Clef };
        (await journal.AppendAsync(otherFormat, Payload(1, 50), TestContext.Current.CancellationToken)).Status.ShouldBe(AppendStatus.KeyReused);
        journal.LastDurable.ShouldBe(new BatchId(1));
    }

    [Fact]
    public async Task TheSameContentIsADuplicateOnlyWhenBothAskForIt()
    {
        await using var journal = await OpenAsync(new MemoryDirectory(), _time);
        await journal.AppendedAsync(_time, Payload(1, 50));
        (await journal.AppendAsync(_time, Payload(1, 50), matchContent: true)).Status.ShouldBe(AppendStatus.Appended);
        (await journal.AppendAsync(_time, Payload(1, 50), matchContent: true)).ShouldBe(new AppendResult(AppendStatus.Duplicate, new BatchId(2)));
        await journal.AppendedAsync(_time, Payload(1, 50));
        (await journal.AppendAsync(_time, Payload(1, 50), key: "other", matchContent: true)).Status.ShouldBe(AppendStatus.Appended, "A key of its own says that it is another batch.");
    }

    [Fact]
    public async Task OtherBytesWithTheSameChecksumAreAnotherBatch()
    {
        var (first, second) = CrcTwins();
        Crc32C.Compute(first).ShouldBe(Crc32C.Compute(second));
        await using var journal = await OpenAsync(new MemoryDirectory(), _time);
        (await journal.AppendAsync(_time, first, matchContent: true)).Status.ShouldBe(AppendStatus.Appended);
        (await journal.AppendAsync(_time, second, matchContent: true)).Status.ShouldBe(AppendStatus.Appended);
    }

    [Fact]
    public async Task AfterTheWindowABatchIsForgotten()
    {
        await using var journal = await OpenAsync(new MemoryDirectory(), _time);
        await journal.AppendAsync(_time, Payload(1, 50), key: "a");
        await journal.AppendAsync(_time, Payload(2, 50), matchContent: true);
        _time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        (await journal.AppendAsync(_time, Payload(1, 50), key: "a")).Status.ShouldBe(AppendStatus.Duplicate);
        (await journal.AppendAsync(_time, Payload(2, 50), matchContent: true)).Status.ShouldBe(AppendStatus.Duplicate);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await journal.AppendAsync(_time, Payload(1, 50), key: "a")).Status.ShouldBe(AppendStatus.Appended);
        (await journal.AppendAsync(_time, Payload(2, 50), matchContent: true)).Status.ShouldBe(AppendStatus.Appended);
    }

    [Fact]
    public async Task TheWindowIsBoundedInNumber()
    {
        var options = new JournalOptions { Directory = "memory", RetryWindowEntries = 10 };
        await using var journal = await OpenAsync(new MemoryDirectory(), _time, options);
        for (var i = 0; i < 12; i++)
        {
            await journal.AppendAsync(_time, Payload(i, 50), key: $"k{i}");
        }

        (await journal.AppendAsync(_time, Payload(11, 50), key: "k11")).Status.ShouldBe(AppendStatus.Duplicate);
        (await journal.AppendAsync(_time, Payload(0, 50), key: "k0")).Status.ShouldBe(AppendStatus.Appended);
    }

    [Fact]
    public async Task ARetryAfterACrashIsRecognised()
    {
        var directory = new MemoryDirectory();
        var journal = await OpenAsync(directory, _time);
        await journal.AppendAsync(_time, Payload(1, 70_000), key: "a");
        await journal.AppendAsync(_time, Payload(2, 70_000), matchContent: true);
        _time.Advance(TimeSpan.FromMinutes(1));

        await using var again = await OpenAsync(directory.AfterPowerLoss(new Random(1)), _time);
        (await again.AppendAsync(_time, Payload(1, 70_000), key: "a")).ShouldBe(new AppendResult(AppendStatus.Duplicate, new BatchId(1)));
        (await again.AppendAsync(_time, Payload(2, 70_000), matchContent: true)).ShouldBe(new AppendResult(AppendStatus.Duplicate, new BatchId(2)));
        _time.Advance(TimeSpan.FromMinutes(1));
        (await again.AppendAsync(_time, Payload(1, 70_000), key: "a")).Status.ShouldBe(AppendStatus.Appended);
        await journal.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ADuplicateIsAcknowledgedOnlyWhenTheFirstIsDurable(bool firstFails)
    {
        var directory = new MemoryDirectory();
        await using var journal = await OpenAsync(directory, _time);
        await journal.AppendedAsync(_time, Payload(0, 10));
        using var syncing = new SemaphoreSlim(0);
        using var mayGoOn = new SemaphoreSlim(0);
        directory.Before = (operation, _) =>
        {
            if (operation == StorageOperation.Flush)
            {
                directory.Before = null;
                syncing.Release();
                mayGoOn.Wait();
                if (firstFails)
                {
                    throw new IOException("Sync failed.");
                }
            }
        };
        var first = journal.AppendAsync(_time, Payload(1, 50), key: "a").AsTask();
        await syncing.WaitAsync(TestContext.Current.CancellationToken);
        var second = journal.AppendAsync(_time, Payload(1, 50), key: "a").AsTask();
        second.IsCompleted.ShouldBeFalse();
        mayGoOn.Release();

        (await first).Status.ShouldBe(firstFails ? AppendStatus.Unavailable : AppendStatus.Appended);
        (await second).ShouldBe(new AppendResult(firstFails ? AppendStatus.Appended : AppendStatus.Duplicate, new BatchId(2)));
        journal.ReadAll(directory).Count.ShouldBe(2);
    }

    [Fact]
    public async Task OfManyConcurrentRetriesOneIsKept()
    {
        var directory = new MemoryDirectory();
        await using var journal = await OpenAsync(directory, _time);
        var results = await Task.WhenAll(Enumerable.Range(0, 800).Select(i => Task.Run(async () => await journal.AppendAsync(_time, Payload(i % 20, 100), matchContent: true))));
        results.Count(result => result.Status == AppendStatus.Appended).ShouldBe(20);
        results.Count(result => result.Status == AppendStatus.Duplicate).ShouldBe(780);
        journal.ReadAll(directory).Select(read => Convert.ToHexString(read.Payload)).Distinct().Count().ShouldBe(20);
    }

    // A CRC is linear: two messages that differ by a multiple of its polynomial have the same one. Here the multiple is the polynomial itself, bit-reversed as
    // the bytes are read, at the start of the message.
    private static (byte[] First, byte[] Second) CrcTwins()
    {
        var first = Payload(1, 64);
        var second = first.ToArray();
        var polynomial = (0x82F63B78UL << 1) | 1;
        var word = BitConverter.ToUInt64(second) ^ polynomial;
        BitConverter.TryWriteBytes(second, word).ShouldBeTrue();
        return (first, second);
    }
}
