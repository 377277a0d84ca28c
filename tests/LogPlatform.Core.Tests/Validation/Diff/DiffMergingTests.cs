using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Records;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Core.Tests.Validation.Diff;

/// <summary>Differences that are counted in several places and added up are those that one place would have counted.</summary>
public class DiffMergingTests
{
    private const int Places = 3;
    private static readonly string[] Services = ["auth", "shop", ""];
    private static readonly string[] Keys = ["a", "b", "c"];
    private static readonly ExpectedChange[] Expected = [new("b"), new("c", "shop")];

    [Fact]
    public void AddedUpSumsAreThoseOfOnePlace() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (one, merged) = Count(new Random(seed), withNoise: false);
            Tell(merged).ShouldBe(Tell(one));
            merged.UnexpectedRecords.ShouldBe(one.UnexpectedRecords);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void AddedUpSumsHoldTheSameForNoiseAsOnePlaceDoes() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (one, merged) = Count(new Random(seed), withNoise: true);
            Tell(merged).ShouldBe(Tell(one));
            var most = one.Changes(1000).Where(change => change.Disposition == ChangeDisposition.Unexpected).Select(change => change.Records).DefaultIfEmpty().Max();
            merged.UnexpectedRecords.ShouldBeInRange(most, one.Different);
            (merged.UnexpectedRecords == 0).ShouldBe(one.UnexpectedRecords == 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void NothingIsTakenTwice()
    {
        var aggregate = new DiffAggregate([]);
        DiffAggregateTests.Feed(aggregate, "auth", 10, 2);
        aggregate.TakeDelta().IsEmpty.ShouldBeFalse();
        aggregate.TakeDelta().IsEmpty.ShouldBeTrue();
        aggregate.TakeDelta().Fields.ShouldBeEmpty();
        aggregate.Compared.ShouldBe(10);
    }

    [Fact]
    public void WhoBeginsAnewKnowsTheNoise()
    {
        var (place, anew) = (new DiffAggregate([]), new DiffAggregate([]));
        DiffAggregateTests.Feed(place, "auth", 100, 8, DiffRun.Noise);
        DiffAggregateTests.Feed(place, "auth", 1000, 90);
        place.TakeDelta();
        DiffAggregateTests.Feed(place, "auth", 1000, 100);
        anew.Merge(place.NoiseTaken());
        (anew.Compared, anew.NoiseCompared, anew.Different).ShouldBe((0, 100, 0));
        anew.Merge(place.TakeDelta());
        anew.Changes(10).ShouldHaveSingleItem().ShouldSatisfyAllConditions(change => change.Records.ShouldBe(100), change => change.Disposition.ShouldBe(ChangeDisposition.Noise));
    }

    [Fact]
    public void WhatNoPlaceKeepsApartIsCountedTogether()
    {
        var merged = new DiffAggregate([]);
        for (var place = 0; place < 2; place++)
        {
            var aggregate = new DiffAggregate([]);
            for (var i = 0; i < 1100; i++)
            {
                DiffAggregateTests.Feed(aggregate, $"s{(place * 600) + i}", 1, 1);
            }

            merged.Merge(aggregate.TakeDelta());
        }

        var changes = merged.Changes(5000);
        changes.Count.ShouldBe(1001);
        changes.Sum(change => change.Records).ShouldBe(2200);
        changes.Single(change => change.Service == DiffFields.Other).Records.ShouldBeGreaterThan(0);
        (merged.Compared, merged.Different, merged.UnexpectedRecords).ShouldBe((2200, 2200, 2200));
    }

    [Fact]
    public void ExamplesStayFew()
    {
        var merged = new DiffAggregate([]);
        for (var place = 0; place < Places; place++)
        {
            var aggregate = new DiffAggregate([]);
            DiffAggregateTests.Feed(aggregate, "auth", 2, 2);
            merged.Merge(aggregate.TakeDelta());
        }

        merged.Changes(1).ShouldHaveSingleItem().Examples.Count.ShouldBe(3);
    }

    [Fact]
    public void ADeltaSurvivesJson()
    {
        var aggregate = new DiffAggregate(Expected);
        DiffAggregateTests.Feed(aggregate, "auth", 5, 2);
        var (near, far) = (new DiffAggregate(Expected), new DiffAggregate(Expected));
        var delta = aggregate.TakeDelta();
        near.Merge(delta);
        far.Merge(JsonSerializer.Deserialize<DiffDelta>(JsonSerializer.SerializeToUtf8Bytes(delta))!);
        Tell(far).ShouldBe(Tell(near));
        near.Different.ShouldBe(2);
    }

    // Units in turn to one of several places, each of which tells now and then what it has counted; and all of them to one.
    private static (DiffAggregate One, DiffAggregate Merged) Count(Random random, bool withNoise)
    {
        var (one, merged) = (new DiffAggregate(Expected), new DiffAggregate(Expected));
        var places = Enumerable.Range(0, Places).Select(_ => new DiffAggregate(Expected)).ToArray();
        for (var units = random.Next(20); units > 0; units--)
        {
            var place = places[random.Next(Places)];
            var (before, after) = Unit(random);
            var run = withNoise && random.Next(3) == 0 ? DiffRun.Noise : DiffRun.Candidate;
            new RecordDiff().Compare(before.Batch, after.Batch, one, run);
            new RecordDiff().Compare(before.Batch, after.Batch, place, run);
            if (random.Next(3) == 0)
            {
                one.CountEqual(run, "auth", 7);
                place.CountEqual(run, "auth", 7);
                one.CountEqual(run, 2);
                place.CountEqual(run, 2);
            }

            if (random.Next(2) == 0)
            {
                merged.Merge(place.TakeDelta());
            }
        }

        Array.ForEach(places, place => merged.Merge(place.TakeDelta()));
        return (one, merged);
    }

    private static (DiffSample Before, DiffSample After) Unit(Random random)
    {
        var (before, after) = (new DiffSample(), new DiffSample());
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var service = Services[random.Next(Services.Length)];
            foreach (var side in new[] { before, after })
            {
                var resource = service.Length == 0 ? -1 : side.Resource(("service.name", side.Text(service)));
                ref var record = ref side.Keep("x", [.. Keys.Where(_ => random.Next(3) > 0).Select(key => (key, Value.OfInt(random.Next(2))))]);
                record.Resource = resource;
            }
        }

        return (before, after);
    }

    private static string Tell(DiffAggregate aggregate) => string.Join(
        '\n',
        aggregate.Changes(1000).Select(change => $"{change.Service} {change.Field} {change.Kind} {change.Records} of {change.Compared} {change.Disposition} {change.Examples.Count}")
            .Prepend($"{aggregate.Compared} {aggregate.NoiseCompared} {aggregate.Different}"));
}
