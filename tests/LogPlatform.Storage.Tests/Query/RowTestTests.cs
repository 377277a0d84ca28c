using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Query.Evaluation;
using LogPlatform.Storage.Tests.Blocks;

namespace LogPlatform.Storage.Tests.Query;

public sealed class RowTestTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ColumnsAndRecordsAreJudgedAlike(int seed)
    {
        var batch = new RandomBatches(seed).Next(150 + seed, wild: seed % 3 == 0);
        var bytes = BlockRoundTripTests.Encode(new BlockEncoder(), batch)[0];
        BlockReader.TryOpen(bytes, out var reader).ShouldBeTrue();
        var block = MemoryCatalog.Describe(1, bytes);
        var filters = new RandomFilters(seed, batch);
        var matched = 0;
        for (var i = 0; i < 120; i++)
        {
            var filter = filters.Next();
            var records = RecordFilter.Compile(filter);
            records.Bind(batch, block.Pointer);
            var expected = Enumerable.Range(0, batch.Records.Count).Where(records.Matches).ToList();

            var test = RowTest.For(filter);
            var view = new BlockView(block, reader!);
            var rows = Rows(test.Evaluate(view, RowSet.All(reader!.Rows)));

            rows.ShouldBe(expected, $"{filter}");
            (expected.Count == 0 || test.MayMatch(view)).ShouldBeTrue($"{filter}");
            matched += expected.Count > 0 && expected.Count < batch.Records.Count ? 1 : 0;
        }

        matched.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void OnlyCandidatesAreJudged()
    {
        var batch = new RandomBatches(5).Next(200);
        var bytes = BlockRoundTripTests.Encode(new BlockEncoder(), batch)[0];
        BlockReader.TryOpen(bytes, out var reader).ShouldBeTrue();
        var view = new BlockView(MemoryCatalog.Describe(1, bytes), reader!);
        var filters = new RandomFilters(5, batch);
        var some = RowSet.None(200);
        for (var row = 0; row < 200; row += 3)
        {
            some.Add(row);
        }

        for (var i = 0; i < 200; i++)
        {
            var test = RowTest.For(filters.Next());
            Rows(test.Evaluate(view, some)).ShouldBe(Rows(test.Evaluate(view, RowSet.All(200))).Where(static row => row % 3 == 0));
        }
    }

    internal static List<int> Rows(RowSet set)
    {
        var rows = new List<int>();
        foreach (var row in set)
        {
            rows.Add(row);
        }

        set.Count.ShouldBe(rows.Count);
        set.IsEmpty.ShouldBe(rows.Count == 0);
        return rows;
    }
}
