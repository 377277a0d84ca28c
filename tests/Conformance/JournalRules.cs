using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>What every journal does: the words of <see cref="IJournal"/> as tests.</summary>
public abstract class JournalRules : JournalTest
{
    [Fact]
    public async Task AnAcknowledgedBatchIsThereAfterACrashWithItsHeader()
    {
        await using var test = await OpenAsync();
        var payload = Payload(1, 100_001);
        var header = Header(test, 7, "key") with { MatchContent = true, Format = BatchFormat.OtlpProtobuf };
        var id = await AppendedAsync(test, header, payload);
        var bare = await AppendedAsync(test, new BatchHeader { Format = BatchFormat.SyslogLines, ReceivedUnixNano = test.NowUnixNano, RecordCount = 1 }, []);
        await test.CrashAsync();
        var entries = test.Journal.Read(default, 10);
        entries.Select(entry => entry.Id).ShouldBe([id, bare]);
        (entries[0].RecordCount, entries[0].PayloadBytes, entries[0].ReceivedUnixNano).ShouldBe((7, payload.Length, header.ReceivedUnixNano));
        var (read, bytes) = await test.ReadAsync(entries[0]);
        read.ShouldBe(header);
        bytes.ShouldBe(payload);
        (read, bytes) = await test.ReadAsync(entries[1]);
        read.Peer.ShouldBeNull();
        bytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheLastDurableBatchIsTheOneAcknowledgedLast()
    {
        await using var test = await OpenAsync();
        test.Journal.LastDurable.ShouldBe(default);
        var first = await AppendedAsync(test, Payload(1, 10));
        test.Journal.LastDurable.ShouldBe(first);
        var second = await AppendedAsync(test, Payload(2, 10));
        test.Journal.LastDurable.ShouldBe(second);
        second.ShouldBeGreaterThan(first);
        await test.RestartAsync();
        test.Journal.LastDurable.ShouldBe(second);
        (await AppendedAsync(test, Payload(3, 10))).ShouldBeGreaterThan(second);
    }

    [Fact]
    public async Task AcceptedRecordsCountEveryBatchThatWasEverAppendedAlsoAfterARestart()
    {
        await using var test = await OpenAsync();
        test.Journal.AcceptedRecords.ShouldBe(0);
        await AppendedAsync(test, Header(test, 7), Payload(1, 10));
        var last = await AppendedAsync(test, Header(test, 5, "a"), Payload(2, 10));
        (await AppendAsync(test, Header(test, 5, "a"), Payload(2, 10))).Status.ShouldBe(AppendStatus.Duplicate);
        (await AppendAsync(test, Header(test, 5, "a"), Payload(3, 10))).Status.ShouldBe(AppendStatus.KeyReused);
        test.Journal.AcceptedRecords.ShouldBe(12);
        await test.RestartAsync();
        test.Journal.AcceptedRecords.ShouldBe(12);
        test.Advance(TimeSpan.FromDays(3));
        await test.SettleAndTrimAsync(last);
        test.Journal.AcceptedRecords.ShouldBe(12, "Retention does not change what was accepted.");
        await test.CrashAsync();
        test.Journal.AcceptedRecords.ShouldBe(12);
    }

    [Fact]
    public async Task TheCallerMayUseItsBytesAgainWhenTheAppendCompletes()
    {
        await using var test = await OpenAsync();
        var buffer = Payload(1, 5000);
        await AppendedAsync(test, buffer);
        Array.Clear(buffer);
        (await test.ReadAsync(test.Journal.Read(default, 1)[0])).Payload.ShouldBe(Payload(1, 5000));
    }

    [Fact]
    public async Task AnAppendThatIsCancelledBeforeItBeginsAppendsNothing()
    {
        await using var test = await OpenAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await test.Journal.AppendAsync(Header(test), Payload(1, 10), new CancellationToken(canceled: true)));
        test.Journal.AcceptedRecords.ShouldBe(0);
        test.Journal.Read(default, 10).ShouldBeEmpty();
    }

    [Fact]
    public async Task BatchesOfAllSizesAreReadInTheOrderOfTheirIdsPageByPage()
    {
        await using var test = await OpenAsync();
        var payloads = Enumerable.Range(0, 40).Select(i => Payload(i, (i * 7919 % 9000) + (i == 30 ? 200_000 : 0))).ToArray();
        var ids = new List<BatchId>();
        foreach (var payload in payloads)
        {
            ids.Add(await AppendedAsync(test, payload));
        }

        ids.ShouldBe(ids.Order());
        var read = new List<JournalEntry>();
        while (test.Journal.Read(read.Count == 0 ? default : read[^1].Id, 7) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(7);
            read.AddRange(page);
        }

        read.Select(entry => entry.Id).ShouldBe(ids);
        for (var i = 0; i < read.Count; i++)
        {
            (await test.ReadAsync(read[i])).Payload.ShouldBe(payloads[i]);
        }

        test.Journal.Read(ids[^1], 10).ShouldBeEmpty();
    }

    [Fact]
    public async Task ConcurrentAppendsGetEachAnIdOfTheirOwn()
    {
        await using var test = await OpenAsync();
        var payloads = Enumerable.Range(0, 1000).Select(i => Payload(i, 100 + (i % 500))).ToArray();
        var ids = new BatchId[payloads.Length];
        await Parallel.ForAsync(0, payloads.Length, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => ids[i] = await AppendedAsync(test, payloads[i]));
        var entries = test.Journal.Read(default, 2000).ToDictionary(entry => entry.Id);
        entries.Count.ShouldBe(payloads.Length);
        for (var i = 0; i < payloads.Length; i += 50)
        {
            (await test.ReadAsync(entries[ids[i]])).Payload.ShouldBe(payloads[i]);
        }
    }

    [Fact]
    public async Task ScanFindsBatchesByTimeOfReceiptInTheOrderOfTheirIds()
    {
        await using var test = await OpenAsync();
        var times = new List<long>();
        var ids = new List<BatchId>();
        for (var i = 0; i < 50; i++)
        {
            times.Add(test.NowUnixNano);
            ids.Add(await AppendedAsync(test, Payload(i, 2000)));
            test.Advance(TimeSpan.FromMinutes(7));
        }

        test.Journal.Scan(times[10], times[40]).Select(entry => entry.Id).ShouldBe(ids[10..40]);
        test.Journal.Scan(times[10] + 1, times[11]).ShouldBeEmpty();
        test.Journal.Scan(times[49] + 1, long.MaxValue).ShouldBeEmpty();
        test.Journal.Scan(0, times[0] + 1).ShouldHaveSingleItem().Id.ShouldBe(ids[0]);
    }

    [Fact]
    public async Task AWaitEndsWhenALaterBatchIsDurable()
    {
        await using var test = await OpenAsync();
        var waiting = test.Journal.WaitAsync(default, Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        var first = await AppendedAsync(test, Payload(1, 10));
        await waiting;
        await test.Journal.WaitAsync(default, Token);
        using var stop = new CancellationTokenSource();
        var more = test.Journal.WaitAsync(first, stop.Token).AsTask();
        more.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(more);
    }

    [Fact]
    public async Task AClosedJournalRefuses()
    {
        var test = await OpenAsync();
        var closed = test.Journal;
        await test.DisposeAsync();
        (await closed.AppendAsync(Header(test), Payload(1, 10), Token)).Status.ShouldBe(AppendStatus.Unavailable);
    }

    [Fact]
    public async Task RetentionTakesWhatIsInTheStoreAndNothingElse()
    {
        await using var test = await OpenAsync();
        var ids = new List<BatchId>();
        for (var i = 0; i < 40; i++)
        {
            ids.Add(await AppendedAsync(test, Payload(i, 5000)));
            test.Advance(TimeSpan.FromMinutes(10));
        }

        test.Advance(TimeSpan.FromDays(10));
        await test.SettleAndTrimAsync(ids[20]);
        test.Journal.Read(ids[20], 100).Select(entry => entry.Id).ShouldBe(ids[21..]);
        test.Journal.Read(default, 1).Single().Id.ShouldBeGreaterThan(ids[0], "Some of what is in the store is gone.");
        await test.RestartAsync();
        test.Journal.Read(ids[20], 100).Select(entry => entry.Id).ShouldBe(ids[21..]);
        await test.SettleAndTrimAsync(ids[^1]);
        test.Journal.Read(default, 100).ShouldBeEmpty();
        (await AppendedAsync(test, Payload(1, 10))).ShouldBeGreaterThan(ids[^1], "Numbers are not given out again.");
    }
}
