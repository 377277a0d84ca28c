using LogPlatform.Core.Batches;
using LogPlatform.Gateway.Dispatch;

namespace LogPlatform.Gateway.Tests.Dispatch;

public sealed class UnitBuilderTests
{
    private static JournalEntry Entry(long id, int bytes = 100, int records = 1) => new(new BatchId(id), records, bytes, 0, default);

    [Fact]
    public void AUnitTakesBatchesUntilTheNextWouldExceedItsBytes()
    {
        UnitBuilder.Take([Entry(1, 400), Entry(2, 400), Entry(3, 400)], 1000, 100, out var isFull).ShouldBe(2);
        isFull.ShouldBeTrue();
    }

    [Fact]
    public void AUnitTakesBatchesUntilTheNextWouldExceedItsRecords()
    {
        UnitBuilder.Take([Entry(1, records: 4), Entry(2, records: 4), Entry(3, records: 4)], 1000, 8, out var isFull).ShouldBe(2);
        isFull.ShouldBeTrue();
    }

    [Fact]
    public void ABatchLargerThanAUnitIsAUnitOfItsOwn()
    {
        UnitBuilder.Take([Entry(1, 5000), Entry(2)], 1000, 100, out var isFull).ShouldBe(1);
        isFull.ShouldBeTrue();
    }

    [Fact]
    public void AUnitThatCouldGrowIsNotFull()
    {
        UnitBuilder.Take([Entry(1), Entry(2)], 1000, 100, out var isFull).ShouldBe(2);
        isFull.ShouldBeFalse();
    }

    [Fact]
    public void EveryBatchLandsInExactlyOneUnitInOrder()
    {
        var random = new Random(7);
        var entries = Enumerable.Range(1, 500).Select(id => Entry(id, random.Next(1, 3000), random.Next(0, 50))).ToList();
        var seen = new List<long>();
        for (var rest = entries; rest.Count > 0;)
        {
            var count = UnitBuilder.Take(rest, 4096, 100, out _);
            count.ShouldBeInRange(1, rest.Count);
            seen.AddRange(rest.Take(count).Select(entry => entry.Id.Value));
            rest = rest[count..];
        }

        seen.ShouldBe(entries.Select(entry => entry.Id.Value));
    }
}
