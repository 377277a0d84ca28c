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
    public async Task OtherBytesWithTheSameChecksumAreAnotherBatch()
    {
        var (first, second) = CrcTwins();
        Crc32C.Compute(first).ShouldBe(Crc32C.Compute(second));
        await using var journal = await OpenAsync(new MemoryDirectory(), _time);
        (await journal.AppendAsync(_time, first, matchContent: true)).Status.ShouldBe(AppendStatus.Appended);
        (await journal.AppendAsync(_time, second, matchContent: true)).Status.ShouldBe(AppendStatus.Appended);
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
