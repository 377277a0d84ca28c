using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class QuarantineTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task RecordsAreListedInPagesWithAllThatWasKept()
    {
        await using var store = await OpenAsync(new MemoryDirectory(), _time);
        await store.CommittedAsync(Quarantined(1, 3));
        await store.CommittedAsync(Commit(2));
        await store.CommittedAsync(Quarantined(3, 4));
        store.Count.ShouldBe(7);

        var first = store.List(0, 5);
        first.Select(record => record.Id).ShouldBe([1, 2, 3, 4, 5]);
        store.List(5, 5).Select(record => record.Id).ShouldBe([6, 7]);
        store.List(7, 5).ShouldBeEmpty();
        (first[4].Batch, first[4].Ordinal, first[4].ReceivedUnixNano, first[4].Format, first[4].Reason, first[4].Pointer)
            .ShouldBe((new BatchId(3), 1, 7L, BatchFormat.Ndjson, "no such rule", Blue));
        first[4].Payload.ToArray().ShouldBe(Payload(3, 1, 20));
    }

    [Fact]
    public async Task AReleasedRecordStaysReleasedAfterAPowerLoss()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, _time);
        await store.CommittedAsync(Quarantined(1, 3));
        (await store.ReleaseAsync(2, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await store.ReleaseAsync(2, TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await store.ReleaseAsync(99, TestContext.Current.CancellationToken)).ShouldBeFalse();

        await using var again = await OpenAsync(directory.AfterPowerLoss(new Random(3)), _time);
        again.List(0, 10).Select(record => record.Id).ShouldBe([1, 3]);
        again.Count.ShouldBe(2);
        await again.CommittedAsync(Quarantined(2, 1));
        again.List(3, 10).ShouldHaveSingleItem().Id.ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RetentionCarriesRecordsOverThatNobodyReleased(bool restartBetween)
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, _time);
        var green = Pointer(Color.Green, 2, "r2");
        await store.CommittedAsync(Quarantined(1, 3));
        await store.CommittedAsync(Quarantined(2, 2, green));
        await store.CommittedAsync(Quarantined(3, 1));
        await store.ReleaseAsync(1, TestContext.Current.CancellationToken);
        await store.ReleaseAsync(6, TestContext.Current.CancellationToken);
        for (var round = 0; round < 3; round++)
        {
            _time.Advance(TimeSpan.FromHours(2));
            await store.CommittedAsync(Commit(10 + round));
            _time.Advance(TimeSpan.FromDays(1));
            store.Trim();
            if (restartBetween)
            {
                directory = directory.AfterPowerLoss(new Random(round));
                store = await OpenAsync(directory, _time);
            }
        }

        store.Blocks(0, long.MaxValue).ShouldBeEmpty();
        store.List(0, 10).Select(record => (record.Id, record.Pointer)).ShouldBe([(2, Blue), (3, Blue), (4, green), (5, green)]);
        store.List(3, 1).ShouldHaveSingleItem().Payload.ToArray().ShouldBe(Payload(2, 0, 20));
        (await store.ReleaseAsync(3, TestContext.Current.CancellationToken)).ShouldBeTrue();
        store.List(0, 10).Select(record => record.Id).ShouldBe([2, 4, 5]);
        await store.DisposeAsync();
    }

    [Fact]
    public void TheEncodedListIsFixed()
    {
        var writer = new QuarantineWriter();
        writer.Encoded.IsEmpty.ShouldBeTrue();
        writer.Add(new BatchId(0x0102), 3, 0x0405, BatchFormat.Clef, "why"u8, "payload!"u8);
        writer.Count.ShouldBe(1);
        Convert.ToHexString(writer.Encoded.Span).ShouldBe(
            "0201000000000000" + "0504000000000000" + "03000000" + "04000000" + "03000000" + "08000000" + "01000000" + "00000000" + "776879" + "7061796C6F616421" + "0000000000");
        writer.Clear();
        writer.Encoded.IsEmpty.ShouldBeTrue();
    }
}
