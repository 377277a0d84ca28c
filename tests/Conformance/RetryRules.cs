using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>How every journal recognises a client's retry.</summary>
public abstract class RetryRules : JournalTest
{
    [Fact]
    public async Task TheSameKeyWithTheSameBytesIsADuplicate()
    {
        await using var test = await OpenAsync();
        await AppendedAsync(test, Payload(9, 5));
        var first = await AppendedAsync(test, Header(test, key: "a"), Payload(1, 70_000));
        (await AppendAsync(test, Header(test, key: "a"), Payload(1, 70_000))).ShouldBe(new AppendResult(AppendStatus.Duplicate, first));
        (await AppendAsync(test, Header(test, key: "b"), Payload(1, 70_000))).Status.ShouldBe(AppendStatus.Appended);
        test.Journal.AcceptedRecords.ShouldBe(3);
        test.Journal.Read(default, 10).Count.ShouldBe(3);
    }

    [Fact]
    public async Task TheSameKeyWithOtherBytesIsTheClientsFault()
    {
        await using var test = await OpenAsync();
        var first = await AppendedAsync(test, Header(test, key: "a"), Payload(1, 50));
        (await AppendAsync(test, Header(test, key: "a"), Payload(2, 50))).ShouldBe(new AppendResult(AppendStatus.KeyReused, first));
        (await AppendAsync(test, Header(test, key: "a"), Payload(1, 51))).Status.ShouldBe(AppendStatus.KeyReused);
        (await AppendAsync(test, Header(test, key: "a") with { Format = BatchFormat.Clef }, Payload(1, 50))).Status.ShouldBe(AppendStatus.KeyReused);
        test.Journal.LastDurable.ShouldBe(first);
    }

    [Fact]
    public async Task TheSameContentIsADuplicateOnlyWhenBothAskForIt()
    {
        await using var test = await OpenAsync();
        await AppendedAsync(test, Payload(1, 50));
        var first = await AppendedAsync(test, Header(test, matchContent: true), Payload(1, 50));
        (await AppendAsync(test, Header(test, matchContent: true), Payload(1, 50))).ShouldBe(new AppendResult(AppendStatus.Duplicate, first));
        await AppendedAsync(test, Payload(1, 50));
        await AppendedAsync(test, Header(test, key: "other", matchContent: true), Payload(1, 50));
        (await AppendAsync(test, Header(test, matchContent: true) with { Format = BatchFormat.Clef }, Payload(1, 50))).Status.ShouldBe(AppendStatus.Appended);
    }

    [Fact]
    public async Task AfterTheWindowABatchIsForgotten()
    {
        await using var test = await OpenAsync();
        await AppendedAsync(test, Header(test, key: "a"), Payload(1, 50));
        await AppendedAsync(test, Header(test, matchContent: true), Payload(2, 50));
        test.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        (await AppendAsync(test, Header(test, key: "a"), Payload(1, 50))).Status.ShouldBe(AppendStatus.Duplicate);
        (await AppendAsync(test, Header(test, matchContent: true), Payload(2, 50))).Status.ShouldBe(AppendStatus.Duplicate);
        test.Advance(TimeSpan.FromMilliseconds(1));
        await AppendedAsync(test, Header(test, key: "a"), Payload(1, 50));
        await AppendedAsync(test, Header(test, matchContent: true), Payload(2, 50));
        (await AppendAsync(test, Header(test, key: "a"), Payload(1, 50))).Status.ShouldBe(AppendStatus.Duplicate);
    }

    [Fact]
    public async Task ARetryAfterACrashIsRecognised()
    {
        await using var test = await OpenAsync();
        var first = await AppendedAsync(test, Header(test, key: "a"), Payload(1, 70_000));
        var second = await AppendedAsync(test, Header(test, matchContent: true), Payload(2, 70_000));
        test.Advance(TimeSpan.FromMinutes(1));
        await test.CrashAsync();
        (await AppendAsync(test, Header(test, key: "a"), Payload(1, 70_000))).ShouldBe(new AppendResult(AppendStatus.Duplicate, first));
        (await AppendAsync(test, Header(test, matchContent: true), Payload(2, 70_000))).ShouldBe(new AppendResult(AppendStatus.Duplicate, second));
        test.Advance(TimeSpan.FromMinutes(1));
        await AppendedAsync(test, Header(test, key: "a"), Payload(1, 70_000));
    }

    [Fact]
    public async Task OfManyConcurrentRetriesOneIsKept()
    {
        await using var test = await OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 800).Select(i => Task.Run(async () => await AppendAsync(test, Header(test, matchContent: true), Payload(i % 20, 100)))));
        results.Count(result => result.Status == AppendStatus.Appended).ShouldBe(20);
        results.Count(result => result.Status == AppendStatus.Duplicate).ShouldBe(780);
        results.Select(result => result.Id).Distinct().Count().ShouldBe(20);
        test.Journal.Read(default, 1000).Count.ShouldBe(20);
    }

    [Fact]
    public async Task TheWindowOutlivesRetention()
    {
        await using var test = await OpenAsync();
        var first = await AppendedAsync(test, Header(test, key: "a"), Payload(1, 100));
        await test.SettleAndTrimAsync(first);
        test.Advance(TimeSpan.FromMinutes(1));
        await test.SettleAndTrimAsync(first);
        (await AppendAsync(test, Header(test, key: "a"), Payload(1, 100))).ShouldBe(new AppendResult(AppendStatus.Duplicate, first));
    }
}
