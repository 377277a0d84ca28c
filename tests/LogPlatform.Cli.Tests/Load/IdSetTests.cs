using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Cli.Load;

namespace LogPlatform.Cli.Tests.Load;

public class IdSetTests
{
    [Fact]
    public void ItIsASet() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(int, int)[]>(),
        pairs =>
        {
            var ids = pairs.Select(pair => (long)(uint)pair.Item1 % 1_200_000).ToArray();
            var others = pairs.Select(pair => (long)(uint)pair.Item2 % 1_200_000).ToArray();
            var (set, other) = (new IdSet(), new IdSet());
            var (model, otherModel) = (new HashSet<long>(), new HashSet<long>(others));
            foreach (var id in others)
            {
                other.Add(id);
            }

            var sameNews = ids.All(id => set.Add(id) == model.Add(id));
            return sameNews
                && set.Count == model.Count
                && ids.All(set.Contains)
                && set.Except(other).SequenceEqual(model.Except(otherModel).Order());
        }));

    [Fact]
    public void ARangeIsAllItsIds()
    {
        var set = new IdSet();
        set.AddRange(524_280, 20);
        set.AddRange(524_290, 20);
        set.Count.ShouldBe(30);
        set.Except(new IdSet()).ShouldBe(Enumerable.Range(524_280, 30).Select(id => (long)id));
        set.Contains(524_279).ShouldBeFalse();
        set.Contains(524_310).ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(LoadOptions.MaxRecords)]
    public void AnIdOutOfRangeIsABugOfTheCaller(long id) => Should.Throw<ArgumentOutOfRangeException>(() => new IdSet().Add(id));
}
