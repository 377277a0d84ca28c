using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Records;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Core.Tests.Validation.Diff;

public class RecordDiffPropertyTests
{
    private static readonly string[] Keys = ["a", "b", "user.email", "body", "é"];

    private static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue);

    [Fact]
    public void ABatchDoesNotDifferFromItself() =>
        Prop.ForAll(Seeds.ToArbitrary(), seed =>
        {
            var aggregate = Compare(Batch(seed), Batch(seed));
            return aggregate.Changes(1).Count == 0 && aggregate.Different == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void TheOtherWayRoundWhatWasAddedIsRemoved() =>
        Prop.ForAll(Seeds.ToArbitrary(), Seeds.ToArbitrary(), (left, right) =>
        {
            var there = Kinds(Compare(Batch(left), Batch(right)));
            var back = Kinds(Compare(Batch(right), Batch(left))).Select(change => (change.Field, Turned(change.Kind), change.Records));
            return there.Order().SequenceEqual(back.Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void OneChangedLeafIsTheOnlyDifferenceUnderItsExactName() =>
        Prop.ForAll(Seeds.ToArbitrary(), Gen.Elements(Keys).NonEmptyListOf().ToArbitrary(), (seed, path) =>
        {
            var (before, after) = (Nested(path, 1), Nested(path, 2));
            var name = string.Join('.', path);
            var field = path[0] == "body" ? $"attributes.{name}" : name;
            return Kinds(Compare(before, after)).SequenceEqual([(field, ChangeKind.Changed, 1L)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static DiffSample Nested(IEnumerable<string> path, long leaf)
    {
        var sample = new DiffSample();
        var value = Value.OfInt(leaf);
        foreach (var name in path.Reverse().SkipLast(1))
        {
            value = sample.Map(("same", Value.OfBool(true)), (name, value));
        }

        sample.Keep("x", (path.First(), value), ("same", Value.OfInt(3)));
        return sample;
    }

    private static DiffSample Batch(int seed)
    {
        var random = new Random(seed);
        var sample = new DiffSample();
        for (var i = random.Next(4); i > 0; i--)
        {
            // Names differ within a list: of two alike the order would matter.
            ref var record = ref sample.Keep(Any(sample, random, 2), [.. Keys.Where(_ => random.Next(2) == 0).Select(key => (key, Any(sample, random, 3)))]);
            record.Ordinal += random.Next(2);
            record.Severity = (byte)random.Next(3);
            record.TimeUnixNano = random.Next(2);
        }

        return sample;
    }

    private static Value Any(DiffSample sample, Random random, int depth) => random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => sample.Text(random.Next(2) == 0 ? "x" : "y"),
        1 => Value.OfInt(random.Next(2)),
        2 => Value.OfDouble(random.Next(2) == 0 ? double.NaN : -0.0),
        3 => Value.OfBool(random.Next(2) == 0),
        4 => default,
        5 => sample.Array([.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(sample, random, depth - 1))]),
        _ => sample.Map([.. Keys.Where(_ => random.Next(2) == 0).Select(key => (key, Any(sample, random, depth - 1)))]),
    };

    private static ChangeKind Turned(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => ChangeKind.Removed,
        ChangeKind.Removed => ChangeKind.Added,
        _ => kind,
    };

    private static IEnumerable<(string Field, ChangeKind Kind, long Records)> Kinds(DiffAggregate aggregate) =>
        aggregate.Changes(1000).Select(change => (change.Field, change.Kind, change.Records));

    private static DiffAggregate Compare(DiffSample before, DiffSample after)
    {
        var aggregate = new DiffAggregate([]);
        new RecordDiff().Compare(before.Batch, after.Batch, aggregate);
        return aggregate;
    }
}
