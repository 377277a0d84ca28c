using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class BatchSetTests
{
    [Fact]
    public void ItIsTheSetOfWhatWasAdded()
    {
        var range = Gen.Choose(1, 40).SelectMany(first => Gen.Choose(0, 4).Select(more => new BatchRange(first, first + more)));
        Prop.ForAll(Arb.From(range.ListOf()), ranges => IsLikeAPlainSet(ranges)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void BatchesInOrderAreOneRange()
    {
        var set = new BatchSet();
        for (var id = 1; id <= 1000; id++)
        {
            set.Prefix.ShouldBe(id - 1);
            set.Add(id);
        }

        set.Ranges.ToArray().ShouldBe([new BatchRange(1, 1000)]);
    }

    private static bool IsLikeAPlainSet(IEnumerable<BatchRange> ranges)
    {
        var (set, plain) = (new BatchSet(), new HashSet<long>());
        foreach (var range in ranges)
        {
            set.Add(range);
            for (var id = range.First; id <= range.Last; id++)
            {
                plain.Add(id);
            }
        }

        var prefix = Enumerable.Range(1, 100).TakeWhile(id => plain.Contains(id)).Count();
        var isRising = true;
        for (var i = 1; i < set.Ranges.Length; i++)
        {
            isRising &= set.Ranges[i].First > set.Ranges[i - 1].Last + 1;
        }

        return isRising && set.Prefix == prefix && set.Highest == plain.DefaultIfEmpty().Max() && Enumerable.Range(0, 60).All(id => set.Contains(id) == plain.Contains(id));
    }
}
