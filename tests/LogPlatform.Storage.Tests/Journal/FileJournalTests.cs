using LogPlatform.Core.Batches;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Journal.JournalFixture;

namespace LogPlatform.Storage.Tests.Journal;

public sealed class FileJournalTests : FolderTests
{
    [Theory]
    [MemberData(nameof(Folders))]
    public async Task BatchesOfAllSizesKeepTheirOrderOverSegments(bool onDisk)
    {
        var directory = Folder(onDisk);
        var payloads = Enumerable.Range(0, 60).Select(i => Payload(i, (i * 7919 % 9000) + (i == 30 ? 200_000 : 0))).ToArray();
        await using (var journal = await OpenAsync(directory, Time))
        {
            foreach (var payload in payloads)
            {
                await journal.AppendedAsync(Time, payload);
            }

            journal.Status().Segments.ShouldBeGreaterThan(4);
            journal.ReadAll(directory).Select(read => read.Payload).ShouldBe(payloads);
        }

        await using var again = await OpenAsync(directory, Time);
        again.ReadAll(directory).Select(read => read.Payload).ShouldBe(payloads);
        again.ReadAll(directory).Select(read => read.Entry.Id.Value).ShouldBe(Enumerable.Range(1, 60).Select(i => (long)i));
        (await again.AppendedAsync(Time, Payload(61, 10))).ShouldBe(new BatchId(61));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task ConcurrentAppendsShareGroupsAndGetEachOneId(bool onDisk)
    {
        var directory = Folder(onDisk);
        await using var journal = await OpenAsync(directory, Time);
        var payloads = Enumerable.Range(0, 2000).Select(i => Payload(i, 100 + (i % 500))).ToArray();
        var ids = new BatchId[payloads.Length];
        await Parallel.ForAsync(0, payloads.Length, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => ids[i] = await journal.AppendedAsync(Time, payloads[i]));

        ids.Select(id => id.Value).Order().ShouldBe(Enumerable.Range(1, payloads.Length).Select(i => (long)i));
        var read = journal.ReadAll(directory).ToDictionary(pair => pair.Entry.Id, pair => pair.Payload);
        for (var i = 0; i < payloads.Length; i++)
        {
            read[ids[i]].ShouldBe(payloads[i]);
        }

        journal.Status().Groups.ShouldBeLessThan(payloads.Length);
    }

    [Fact]
    public async Task AnAppendThatIsNotDurableIsNotSeen()
    {
        var directory = new MemoryDirectory();
        await using var journal = await OpenAsync(directory, Time);
        await journal.AppendedAsync(Time, Payload(1, 10));
        using var syncing = new SemaphoreSlim(0);
        using var mayGoOn = new SemaphoreSlim(0);
        directory.Before = (operation, _) =>
        {
            if (operation == StorageOperation.Flush)
            {
                syncing.Release();
                mayGoOn.Wait();
            }
        };
        var append = journal.AppendAsync(Time, Payload(2, 10)).AsTask();
        await syncing.WaitAsync(TestContext.Current.CancellationToken);
        journal.LastDurable.ShouldBe(new BatchId(1));
        journal.Read(default, 10).Count.ShouldBe(1);
        append.IsCompleted.ShouldBeFalse();

        var seen = journal.WaitAsync(new BatchId(1), TestContext.Current.CancellationToken).AsTask();
        mayGoOn.Release();
        (await append).Id.ShouldBe(new BatchId(2));
        await seen;
        journal.Read(new BatchId(1), 10).Count.ShouldBe(1);
        directory.Before = null;
    }

    [Fact]
    public async Task ASecondProcessIsKeptOut()
    {
        await using var journal = await OpenAsync(new DiskDirectory(FolderPath), Time);
        await Should.ThrowAsync<IOException>(async () => await OpenAsync(new DiskDirectory(FolderPath), Time));
    }

    [Fact]
    public async Task FilesAreForTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Path.Combine(FolderPath, "inner");
        await using var journal = await OpenAsync(new DiskDirectory(path), Time);
        await journal.AppendedAsync(Time, Payload(1, 10));
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(path))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task AJournalThatLostItsFilesContinuesBehindWhatTheStoreKnows()
    {
        var options = new JournalOptions { Directory = "memory", ContinueAfter = new BatchId(41) };
        await using var journal = await OpenAsync(new MemoryDirectory(), Time, options);
        (await journal.AppendedAsync(Time, Payload(1, 10))).ShouldBe(new BatchId(42));
        journal.Missing.ShouldBe([new MissingBatches(new BatchId(1), new BatchId(41))]);
        journal.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(new BatchId(42));
    }
}
