using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Storage.Tests.Journal;
using LogPlatform.Storage.Tests.Segments;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests;

public sealed class PowerLossTests
{
    /// <summary>
    /// Journal and store together, the way a gateway drives them: append, commit what the journal lists, let the journal go behind the store's watermark; then a kill
    /// or a power loss of both. At the end every acknowledged batch is in the store exactly once, and the ledger adds up.
    /// </summary>
    [Theory]
    [InlineData(11, false)]
    [InlineData(12, false)]
    [InlineData(13, false)]
    [InlineData(14, true)]
    [InlineData(15, true)]
    public async Task EveryAcknowledgedBatchIsStoredExactlyOnce(int seed, bool withRetention)
    {
        var random = new Random(seed);
        for (var run = 0; run < 10; run++)
        {
            var (journalFiles, storeFiles) = (new MemoryDirectory(), new MemoryDirectory());
            var acknowledged = new HashSet<long>();
            for (var life = 0; life < 5; life++)
            {
                var time = new ManualTime();
                var (journal, store) = await OpenAsync(journalFiles, storeFiles, time, withRetention);
                for (var step = random.Next(30); step > 0; step--)
                {
                    MayFail(journalFiles, random);
                    MayFail(storeFiles, random);
                    await StepAsync(journal, store, time, acknowledged, random);
                }

                (journalFiles, storeFiles) = await LosePowerAsync(journal, store, journalFiles, storeFiles, random);
            }

            var clock = new ManualTime();
            var (lastJournal, lastStore) = await OpenAsync(journalFiles, storeFiles, clock, withRetention);
            await CommitAllAsync(lastJournal, lastStore, int.MaxValue);
            var stored = lastStore.ReadAllBatches();
            stored.ShouldBeUnique();
            if (!withRetention)
            {
                stored.Count.ShouldBe((int)lastJournal.LastDurable.Value, $"seed {seed}, run {run}");
                acknowledged.ShouldBeSubsetOf(stored);
            }

            acknowledged.ShouldAllBe(id => lastStore.IsCommitted(new BatchId(id)));
            lastStore.Totals().Sum(totals => totals.Settled).ShouldBe(lastJournal.AcceptedRecords);
            clock.Advance(TimeSpan.FromSeconds(1));
            lastStore.DurableWatermark.ShouldBe(lastJournal.LastDurable);
            await lastJournal.DisposeAsync();
            await lastStore.DisposeAsync();
        }
    }

    private static async Task<(FileJournal Journal, SegmentStore Store)> OpenAsync(MemoryDirectory journalFiles, MemoryDirectory storeFiles, ManualTime time, bool withRetention)
    {
        var storeOptions = new SegmentStoreOptions { Directory = "memory", SegmentBytes = 64 << 10, MaxBytes = withRetention ? 100 << 10 : long.MaxValue };
        var store = await StoreFixture.OpenAsync(storeFiles, time, storeOptions);
        var options = new JournalOptions
        {
            Directory = "memory",
            SegmentBytes = 64 << 10,
            MinFreeBytes = 0,
            MaxAge = TimeSpan.Zero,
            RetryWindow = TimeSpan.Zero,
            ContinueAfter = store.HighestCommitted,
        };
        var journal = await JournalFixture.OpenAsync(journalFiles, time, options);
        journal.Missing.ShouldBeEmpty();
        journal.Release(store.DurableWatermark);
        return (journal, store);
    }

    private static async Task StepAsync(FileJournal journal, SegmentStore store, ManualTime time, HashSet<long> acknowledged, Random random)
    {
        switch (random.Next(6))
        {
            case 0 or 1:
                foreach (var result in await Task.WhenAll(Enumerable.Range(0, random.Next(1, 9)).Select(i => journal.AppendAsync(time, JournalFixture.Payload(i, random.Next(4000)), records: 1 + i).AsTask())))
                {
                    if (result.Status == AppendStatus.Appended)
                    {
                        acknowledged.Add(result.Id.Value).ShouldBeTrue();
                    }
                }

                break;
            case 2 or 3:
                await CommitAllAsync(journal, store, random.Next(20));
                break;
            case 4:
                time.Advance(TimeSpan.FromMilliseconds(100));
                journal.Release(store.DurableWatermark);
                break;
            default:
                journal.Trim();
                store.Trim();
                break;
        }
    }

    // What is not committed, in any order; a refused commit is left for later.
    private static async Task CommitAllAsync(FileJournal journal, SegmentStore store, int most)
    {
        foreach (var entry in journal.Read(store.DurableWatermark, int.MaxValue).Where(entry => !store.IsCommitted(entry.Id)).Take(most).Reverse())
        {
            var status = await store.CommitAsync(StoreSamples.Commit(entry.Id.Value, entry.RecordCount, length: 50 + (int)(entry.Id.Value * 131 % 3000)));
            status.ShouldBeOneOf(CommitStatus.Committed, CommitStatus.Unavailable);
        }
    }

    private static async Task<(MemoryDirectory Journal, MemoryDirectory Store)> LosePowerAsync(
        FileJournal journal,
        SegmentStore store,
        MemoryDirectory journalFiles,
        MemoryDirectory storeFiles,
        Random random)
    {
        var isKill = random.Next(2) == 0;
        var after = (
            isKill ? journalFiles.AfterKill() : journalFiles.AfterPowerLoss(random),
            isKill ? storeFiles.AfterKill() : storeFiles.AfterPowerLoss(random));
        journalFiles.Before = storeFiles.Before = (_, _) => throw new IOException("This machine is off.");
        await journal.DisposeAsync();
        await store.DisposeAsync();
        return after;
    }

    private static void MayFail(MemoryDirectory directory, Random random)
    {
        var left = random.Next(4) == 0 ? random.Next(12) : -1;
        directory.Before = left < 0 ? null : (operation, _) =>
        {
            if (operation != StorageOperation.Read && left-- == 0)
            {
                throw new IOException($"{operation} failed.");
            }
        };
    }
}
