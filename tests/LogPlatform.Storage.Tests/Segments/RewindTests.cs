using LogPlatform.Core.Batches;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class RewindTests : FolderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RetentionMayTakeAnyPartOfARewind()
    {
        var directory = new MemoryDirectory();
        var store = await OpenAsync(directory, Time);
        await store.CommittedAsync(Unit(Blue, 1, (3, 1, 0)));
        await store.CommittedAsync(Unit(Blue, 2, (3, 1, 0)));
        Time.Advance(TimeSpan.FromHours(2));
        await store.StageAllAsync(Blue.Generation, Green);
        Time.Advance(TimeSpan.FromHours(2));
        await store.SupersedeAsync();
        Time.Advance(TimeSpan.FromHours(2));
        await store.CommittedAsync(Unit(Green, 3, (1, 0, 0)));
        var expected = store.Totals();
        int[] blocks = [3, 1, 1];
        for (var taken = 0; taken < 3; taken++)
        {
            // The originals, then what took their place, then the frame that says so.
            Time.Advance(TimeSpan.FromHours(taken == 0 ? 19 : 2));
            store.Trim();
            directory.List().Where(name => name.EndsWith(".segment", StringComparison.Ordinal)).Min().ShouldBe(StoreSegment.FileNameOf(2 + taken));
            store.After(0, 10).Count.ShouldBe(blocks[taken]);
            store.Totals().ShouldBe(expected);
            store.List(0, 10).ShouldBeEmpty();
            directory = directory.AfterPowerLoss(new Random(taken));
            store = await OpenAsync(directory, Time);
            store.Totals().ShouldBe(expected, $"{taken} taken");
            store.After(0, 10).Count.ShouldBe(blocks[taken]);
            store.List(0, 10).ShouldBeEmpty();
            store.DurableWatermark.ShouldBe(new BatchId(3));
        }

        await store.DisposeAsync();
    }
}
