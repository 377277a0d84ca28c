using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>What every store does with records in quarantine: the words of <see cref="IQuarantine"/> as tests.</summary>
public abstract class QuarantineRules : StoreTest
{
    [Fact]
    public async Task RecordsAreListedInPagesWithAllThatWasKept()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Quarantined(1, 3));
        await CommittedAsync(test, Commit(2));
        await CommittedAsync(test, Quarantined(3, 4));
        test.Quarantine.Count.ShouldBe(7);

        var first = test.Quarantine.List(0, 5);
        first.Select(record => record.Id).ShouldBe([1, 2, 3, 4, 5]);
        test.Quarantine.List(5, 5).Select(record => record.Id).ShouldBe([6, 7]);
        test.Quarantine.List(7, 5).ShouldBeEmpty();
        (first[4].Batch, first[4].Ordinal, first[4].ReceivedUnixNano, first[4].Format, first[4].Records, first[4].Reason, first[4].Pointer)
            .ShouldBe((new BatchId(3), 1, 7L, BatchFormat.Ndjson, 1, "no such rule", Blue));
        first[4].Payload.ToArray().ShouldBe(Payload(3, 1, 20));
    }

    [Fact]
    public async Task AReleasedRecordStaysReleasedAfterACrash()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Quarantined(1, 3));
        (await test.Quarantine.ReleaseAsync(2, Token)).ShouldBeTrue();
        (await test.Quarantine.ReleaseAsync(2, Token)).ShouldBeFalse();
        (await test.Quarantine.ReleaseAsync(99, Token)).ShouldBeFalse();

        await test.CrashAsync();
        test.Quarantine.List(0, 10).Select(record => record.Id).ShouldBe([1, 3]);
        test.Quarantine.Count.ShouldBe(2);
        await CommittedAsync(test, Quarantined(2, 1));
        test.Quarantine.List(3, 10).ShouldHaveSingleItem().Id.ShouldBe(4);
    }

    [Fact]
    public async Task OfManyWhoReleaseOneRecordOneDoes()
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Quarantined(1, 1));
        var released = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await test.Quarantine.ReleaseAsync(1, Token))));
        released.Count(isReleased => isReleased).ShouldBe(1);
        test.Quarantine.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RetentionNeverTakesRecordsThatNobodyReleased(bool restartBetween)
    {
        await using var test = await OpenAsync();
        await CommittedAsync(test, Quarantined(1, 3));
        await CommittedAsync(test, Quarantined(2, 2, Green));
        await CommittedAsync(test, Quarantined(3, 1));
        await test.Quarantine.ReleaseAsync(1, Token);
        await test.Quarantine.ReleaseAsync(6, Token);
        for (var round = 0; round < 3; round++)
        {
            test.Advance(TimeSpan.FromHours(2));
            await CommittedAsync(test, Commit(10 + round));
            test.Advance(TimeSpan.FromDays(2));
            await test.TrimAsync();
            if (restartBetween)
            {
                await test.CrashAsync();
            }
        }

        test.Catalog.Blocks(0, long.MaxValue).ShouldBeEmpty();
        test.Quarantine.List(0, 10).Select(record => (record.Id, record.Pointer)).ShouldBe([(2, Blue), (3, Blue), (4, Green), (5, Green)]);
        test.Quarantine.List(3, 1).ShouldHaveSingleItem().Payload.ToArray().ShouldBe(Payload(2, 0, 20));
        (await test.Quarantine.ReleaseAsync(3, Token)).ShouldBeTrue();
        test.Quarantine.List(0, 10).Select(record => record.Id).ShouldBe([2, 4, 5]);
    }
}
