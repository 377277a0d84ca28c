using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Journal.JournalFixture;

namespace LogPlatform.Storage.Tests.Journal;

public sealed class JournalRetentionTests
{
    private readonly ManualTime _time = new();
    private readonly MemoryDirectory _directory = new();

    [Fact]
    public async Task WhatTheStoreDoesNotHaveIsNeverDeleted()
    {
        await using var journal = await OpenAsync(_directory, _time, Small(maxAge: TimeSpan.Zero, maxReleasedBytes: 0));
        await FillAsync(journal, 60);
        journal.Release(new BatchId(20));
        _time.Advance(TimeSpan.FromDays(10));
        journal.Trim();
        journal.First.Value.ShouldBeInRange(2, 21);
        journal.Read(new BatchId(20), 100).Select(entry => entry.Id.Value).ShouldBe(Enumerable.Range(21, 40).Select(i => (long)i));
        journal.ReadAll(_directory).Count.ShouldBe(61 - (int)journal.First.Value);
    }

    [Fact]
    public async Task ReleasedBatchesStayForTheirAge()
    {
        await using var journal = await OpenAsync(_directory, _time, Small(maxAge: TimeSpan.FromHours(1)));
        await FillAsync(journal, 60);
        journal.Release(new BatchId(60));
        _time.Advance(TimeSpan.FromMinutes(59));
        journal.Trim();
        journal.First.ShouldBe(new BatchId(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        journal.Trim();
        journal.Read(default, 100).ShouldBeEmpty();
        journal.AcceptedRecords.ShouldBe(60);
        FilesWithBatches().ShouldBeEmpty("An idle journal gives up its newest segment as well.");
    }

    [Fact]
    public async Task TheOldestReleasedBatchesGoWhenTheyTakeTooMuchRoom()
    {
        await using var journal = await OpenAsync(_directory, _time, Small(maxReleasedBytes: 3 * 64 << 10));
        await FillAsync(journal, 200);
        journal.Release(new BatchId(200));
        _time.Advance(TimeSpan.FromMinutes(3));
        journal.Trim();
        var status = journal.Status();
        status.Segments.ShouldBe(3);
        status.UnreleasedBytes.ShouldBe(0);
        journal.ReadAll(_directory).Select(read => read.Entry.Id.Value).ShouldBe(Enumerable.Range((int)status.First.Value, 201 - (int)status.First.Value).Select(i => (long)i));
    }

    [Fact]
    public async Task TheRetryWindowOutlivesARetentionOfZero()
    {
        await using var journal = await OpenAsync(_directory, _time, Small(maxAge: TimeSpan.Zero, maxReleasedBytes: 0));
        await journal.AppendAsync(_time, Payload(1, 100), key: "a");
        journal.Release(new BatchId(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        journal.Trim();
        (await journal.AppendAsync(_time, Payload(1, 100), key: "a")).Status.ShouldBe(AppendStatus.Duplicate);
        _time.Advance(TimeSpan.FromMinutes(1));
        journal.Trim();
        FilesWithBatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task CountsAndIdsGoOnAfterAllBatchesAreGone()
    {
        await using (var journal = await OpenAsync(_directory, _time, Small(maxAge: TimeSpan.Zero)))
        {
            await FillAsync(journal, 60);
            journal.Release(new BatchId(60));
            _time.Advance(TimeSpan.FromHours(1));
            journal.Trim();
        }

        await using var again = await OpenAsync(_directory, _time, Small(maxAge: TimeSpan.Zero));
        again.AcceptedRecords.ShouldBe(60);
        again.LastDurable.ShouldBe(new BatchId(60));
        again.First.ShouldBe(new BatchId(61));
        (await again.AppendedAsync(_time, Payload(1, 10))).ShouldBe(new BatchId(61));
    }

    [Fact]
    public async Task ARecycledFileShowsNothingOfItsEarlierLife()
    {
        var options = Small(maxReleasedBytes: 0);
        var created = 0;
        _directory.Before = (operation, _) => created += operation == StorageOperation.Create ? 1 : 0;
        var journal = await OpenAsync(_directory, _time, options);
        await FillAsync(journal, 200);
        journal.Release(new BatchId(200));
        _time.Advance(TimeSpan.FromMinutes(3));
        journal.Trim();
        _directory.List().Count(name => name.EndsWith(".spare", StringComparison.Ordinal)).ShouldBe(2);
        created = 0;
        await FillAsync(journal, 25);
        created.ShouldBeLessThan(2);
        _directory.List().ShouldNotContain(name => name.EndsWith(".spare", StringComparison.Ordinal) && name.StartsWith("0000000000000001", StringComparison.Ordinal));

        // The file is full of sound entries of its earlier life behind the new ones.
        await using var again = await OpenAsync(_directory.AfterKill(), _time, options);
        again.LastDurable.ShouldBe(new BatchId(225));
        again.AcceptedRecords.ShouldBe(225);
        await journal.DisposeAsync();
    }

    [Fact]
    public async Task SparesAreGoneWhenTheirBytesAreTooOld()
    {
        await using var journal = await OpenAsync(_directory, _time, Small(maxReleasedBytes: 0));
        await FillAsync(journal, 100);
        journal.Release(new BatchId(100));
        _time.Advance(TimeSpan.FromMinutes(3));
        journal.Trim();
        _directory.List().ShouldContain(name => name.EndsWith(".spare", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromHours(1));
        journal.Trim();
        _directory.List().ShouldNotContain(name => name.EndsWith(".spare", StringComparison.Ordinal));
        FilesWithBatches().ShouldBeEmpty();
    }

    [Fact]
    public async Task ABacklogOverItsLimitRefusesUntilTheStoreHasCaughtUp()
    {
        var options = new JournalOptions { Directory = "memory", SegmentBytes = 64 << 10, MinFreeBytes = 0, MaxUnreleasedBytes = 100_000 };
        await using var journal = await OpenAsync(_directory, _time, options);
        var last = default(AppendResult);
        for (var i = 0; i < 100 && last.Status != AppendStatus.Unavailable; i++)
        {
            last = await journal.AppendAsync(_time, Payload(i, 5000));
        }

        last.Status.ShouldBe(AppendStatus.Unavailable);
        var durable = journal.LastDurable;
        durable.Value.ShouldBeInRange(15, 20);
        journal.Release(durable);
        await journal.AppendedAsync(_time, Payload(1, 5000));
    }

    private static JournalOptions Small(TimeSpan? maxAge = null, long maxReleasedBytes = 8L << 30) => new()
    {
        Directory = "memory",
        SegmentBytes = 64 << 10,
        MinFreeBytes = 0,
        MaxAge = maxAge ?? TimeSpan.FromHours(1),
        MaxReleasedBytes = maxReleasedBytes,
    };

    private async Task FillAsync(FileJournal journal, int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            await journal.AppendedAsync(_time, Payload(i, 5000));
        }
    }

    // Files in which the bytes of the first payload's neighbourhood could still be found: any entry's magic.
    private IEnumerable<string> FilesWithBatches() => _directory.List().Where(name => _directory.BytesOf(name).AsSpan().IndexOf("LPJE"u8) >= 0);
}
