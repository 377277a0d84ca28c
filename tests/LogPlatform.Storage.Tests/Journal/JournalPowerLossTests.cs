using LogPlatform.Core.Ports;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Journal.JournalFixture;

namespace LogPlatform.Storage.Tests.Journal;

public sealed class JournalPowerLossTests
{
    /// <summary>
    /// Concurrent appends on a disk that sometimes fails, then a kill or a power loss that keeps any part of what was not synced; again and again on what is left.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task EveryAcknowledgedBatchIsThereExactlyOnceWhateverIsLost(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 12; run++)
        {
            var time = new ManualTime();
            var directory = new MemoryDirectory();
            var acknowledged = new Dictionary<long, int>();
            var next = 0;
            for (var life = 0; life < 5; life++)
            {
                Fail(directory, random);
                var journal = await TryOpenAsync(directory, time);
                for (var round = 0; journal is not null && round < random.Next(1, 8); round++)
                {
                    var appends = Enumerable.Range(0, random.Next(1, 12)).Select(_ => next++).ToArray();
                    var tasks = appends.Select(i => journal.AppendAsync(time, Payload(i, Size(i)), records: i % 7).AsTask()).ToArray();
                    foreach (var (i, result) in appends.Zip(await Task.WhenAll(tasks)))
                    {
                        if (result.Status == AppendStatus.Appended)
                        {
                            acknowledged.TryAdd(result.Id.Value, i).ShouldBeTrue($"Id {result.Id} was given out twice.");
                        }
                    }
                }

                var before = directory;
                directory.Before = null;
                directory = random.Next(2) == 0 ? directory.AfterKill() : directory.AfterPowerLoss(random);
                before.Before = (_, _) => throw new IOException("This machine is off.");
                await (journal?.DisposeAsync() ?? default);
            }

            await using var last = (await TryOpenAsync(directory, time)).ShouldNotBeNull();
            var found = last.ReadAll(directory);
            found.Select(read => read.Entry.Id.Value).ShouldBe(Enumerable.Range(1, found.Count).Select(i => (long)i), "Ids have no holes.");
            found.Select(read => Convert.ToHexString(read.Payload)).Distinct().Count().ShouldBe(found.Count, "Nothing is there twice.");
            last.AcceptedRecords.ShouldBe(found.Sum(read => (long)read.Entry.RecordCount));
            foreach (var (id, i) in acknowledged)
            {
                found[(int)id - 1].Payload.ShouldBe(Payload(i, Size(i)), $"seed {seed}, run {run}, batch {id}");
            }
        }
    }

    private static int Size(int i) => 20 + (i * 7907 % 6000);

    private static void Fail(MemoryDirectory directory, Random random)
    {
        var odds = random.Next(3) == 0 ? random.Next(3, 40) : int.MaxValue;
        var faults = new Random(random.Next());
        directory.Before = (operation, _) =>
        {
            if (operation != StorageOperation.Read && odds < int.MaxValue && faults.Next(odds) == 0)
            {
                throw new IOException($"{operation} failed.");
            }
        };
    }

    // Opening may hit a fault as well; then the operator tries again with a disk that works.
    private static async Task<Storage.Journal.FileJournal?> TryOpenAsync(MemoryDirectory directory, ManualTime time)
    {
        try
        {
            return await OpenAsync(directory, time);
        }
        catch (IOException)
        {
            directory.Before = null;
            return await OpenAsync(directory, time);
        }
    }
}
