using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Journal.JournalFixture;

namespace LogPlatform.Storage.Tests.Journal;

public sealed class JournalFaultTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task AWriteTornAtAnyByteLosesNothingAcknowledgedAndAddsNothing()
    {
        var payloads = new[] { Payload(1, 30), Payload(2, 17), Payload(3, 41) };
        for (var tear = 0; ; tear++)
        {
            var directory = new MemoryDirectory();
            var journal = await OpenAsync(directory, _time);
            await journal.AppendedAsync(_time, payloads[0]);
            directory.TearAfter = tear;
            var torn = await journal.AppendAsync(_time, payloads[1]);
            var killed = directory.AfterKill();
            await journal.DisposeAsync();
            if (torn.Status == AppendStatus.Appended || tear == 88 + payloads[1].Length)
            {
                // Only the padding is missing, which is zeros anyway: the entry is whole.
                break;
            }

            await using var again = await OpenAsync(killed, _time);
            again.ReadAll(killed).Select(read => read.Payload).ShouldBe(payloads[..1], $"torn after {tear} bytes");
            (await again.AppendedAsync(_time, payloads[2])).ShouldBe(new BatchId(2));
            again.ReadAll(killed).Select(read => read.Payload).ShouldBe([payloads[0], payloads[2]]);
        }
    }

    [Fact]
    public async Task EntriesBehindATornOneNeverComeBack()
    {
        // Three entries of equal length; the middle one is damaged. A new batch of the same length must not connect to the third.
        var directory = new MemoryDirectory();
        var journal = await OpenAsync(directory, _time);
        for (var i = 0; i < 3; i++)
        {
            await journal.AppendedAsync(_time, Payload(i, 100));
        }

        var second = journal.Read(new BatchId(1), 1)[0].Slice;
        directory = directory.AfterKill();
        directory.BytesOf(JournalSegment.FileNameOf(second.Segment))[second.Offset + 90] ^= 1;
        for (var round = 0; round < 3; round++)
        {
            await using var again = await OpenAsync(directory, _time);
            again.LastDurable.ShouldBe(new BatchId(1 + round));
            await again.AppendedAsync(_time, Payload(10 + round, 100));
            again.ReadAll(directory).Count.ShouldBe(2 + round);
        }

        await journal.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(StorageOperation.Write))]
    [InlineData(nameof(StorageOperation.Flush))]
    public async Task AfterAFailedWriteOrSyncTheNextAppendGoesToANewSegment(string failing)
    {
        var directory = new MemoryDirectory();
        var journal = await OpenAsync(directory, _time);
        await journal.AppendedAsync(_time, Payload(1, 100));
        FailOnce(directory, Enum.Parse<StorageOperation>(failing));
        (await journal.AppendAsync(_time, Payload(2, 100))).Status.ShouldBe(AppendStatus.Unavailable);
        (await journal.AppendedAsync(_time, Payload(3, 100))).ShouldBe(new BatchId(2));
        journal.ReadAll(directory).Select(read => read.Entry.Slice.Segment).ShouldBe([1, 2]);
        journal.Status().Faults.ShouldBe(1);

        // The refused entry is whole in the first file, with an id that was given out again: the header of the second voids it.
        foreach (var after in new[] { directory.AfterKill(), directory.AfterPowerLoss(new Random(1)), directory.AfterPowerLoss(new Random(2)) })
        {
            await using var again = await OpenAsync(after, _time);
            again.ReadAll(after).Select(read => read.Payload).ShouldBe([Payload(1, 100), Payload(3, 100)]);
            again.Missing.ShouldBeEmpty();
        }

        await journal.DisposeAsync();
    }

    [Fact]
    public async Task BytesThatAFailedSyncLostAreWrittenAgainOnOpening()
    {
        var directory = new MemoryDirectory();
        var journal = await OpenAsync(directory, _time);
        await journal.AppendedAsync(_time, Payload(1, 100));

        // The sync fails and so does the disk for anything else; then the process is killed. The entry is in the page cache only, clean.
        directory.Before = (operation, _) =>
        {
            if (operation is StorageOperation.Flush or StorageOperation.Create)
            {
                throw new IOException("The disk is gone.");
            }
        };
        (await journal.AppendAsync(_time, Payload(2, 100))).Status.ShouldBe(AppendStatus.Unavailable);
        (await journal.AppendAsync(_time, Payload(3, 100))).Status.ShouldBe(AppendStatus.Unavailable);

        directory = directory.AfterKill();
        var again = await OpenAsync(directory, _time);
        again.LastDurable.ShouldBe(new BatchId(2), "The entry is whole; a batch that was refused may be kept.");
        directory = directory.AfterPowerLoss(new Random(4));
        await using var last = await OpenAsync(directory, _time);
        last.LastDurable.ShouldBe(new BatchId(2), "Once listed, it is durable.");
        await again.DisposeAsync();
        await journal.DisposeAsync();
    }

    [Fact]
    public async Task AFullDiskRefusesAndRecoversByItself()
    {
        var directory = new MemoryDirectory { Capacity = 200 << 10 };
        await using var journal = await OpenAsync(directory, _time);
        var kept = new List<byte[]>();
        var refused = 0;
        for (var i = 0; i < 60; i++)
        {
            var status = (await journal.AppendAsync(_time, Payload(i, 5000))).Status;
            if (status == AppendStatus.Appended)
            {
                kept.Add(Payload(i, 5000));
            }
            else
            {
                status.ShouldBe(AppendStatus.Unavailable);
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(20);
        journal.ReadAll(directory).Select(read => read.Payload).ShouldBe(kept);

        directory.Capacity = 1 << 20;
        await journal.AppendedAsync(_time, Payload(100, 5000));
    }

    [Fact]
    public async Task OnAFullDiskTheOldestReleasedBatchesMakeRoom()
    {
        var directory = new MemoryDirectory { Capacity = 200 << 10 };
        await using var journal = await OpenAsync(directory, _time);
        for (var i = 0; i < 200; i++)
        {
            var id = await journal.AppendedAsync(_time, Payload(i, 5000));
            journal.Release(id);
        }

        journal.First.Value.ShouldBeGreaterThan(1);
        journal.LastDurable.ShouldBe(new BatchId(200));
    }

    [Fact]
    public async Task ANewSegmentLeavesRoomForTheStore()
    {
        var directory = new MemoryDirectory { Capacity = 300 << 10 };
        var options = new JournalOptions { Directory = "memory", SegmentBytes = 64 << 10, MinFreeBytes = 150 << 10 };
        await using var journal = await OpenAsync(directory, _time, options);
        var appended = 0;
        while ((await journal.AppendAsync(_time, Payload(appended, 5000))).Status == AppendStatus.Appended)
        {
            appended++;
        }

        appended.ShouldBe(24);
        directory.FreeBytes.ShouldBeGreaterThanOrEqualTo(150 << 10);
    }

    [Fact]
    public async Task ADamagedSegmentInTheMiddleIsReportedAndPassedOver()
    {
        var directory = new MemoryDirectory();
        await using (var journal = await OpenAsync(directory, _time))
        {
            for (var i = 0; i < 60; i++)
            {
                await journal.AppendedAsync(_time, Payload(i, 5000));
            }
        }

        var bytes = directory.BytesOf(JournalSegment.FileNameOf(2));
        bytes.AsSpan(0, 8192).Clear();
        await using var again = await OpenAsync(directory, _time);
        var missing = again.Missing.ShouldHaveSingleItem();
        again.ReadAll(directory).Select(read => read.Entry.Id.Value).ShouldBe(
            Enumerable.Range(1, 60).Select(i => (long)i).Where(id => id < missing.First.Value || id > missing.Last.Value));
        again.LastDurable.ShouldBe(new BatchId(60));
        directory.List().ShouldContain("0000000000000002.damaged");
    }

    private static void FailOnce(MemoryDirectory directory, StorageOperation failing) => directory.Before = (operation, _) =>
    {
        if (operation == failing)
        {
            directory.Before = null;
            throw new IOException($"{failing} failed.");
        }
    };
}
