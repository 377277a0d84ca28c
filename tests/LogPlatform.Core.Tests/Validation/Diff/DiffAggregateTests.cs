using LogPlatform.Core.Records;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Core.Tests.Validation.Diff;

public class DiffAggregateTests
{
    [Fact]
    public void SharesAreOfTheRecordsOfTheService()
    {
        var aggregate = new DiffAggregate([]);
        Feed(aggregate, "auth", 100, 12);
        Feed(aggregate, "shop", 300, 0);
        var change = aggregate.Changes(10).ShouldHaveSingleItem();
        (change.Service, change.Records, change.Compared).ShouldBe(("auth", 12, 100));
        (aggregate.Compared, aggregate.Different, aggregate.UnexpectedRecords).ShouldBe((400, 12, 12));
    }

    [Fact]
    public void EqualUnitsCountForTheirService()
    {
        var aggregate = new DiffAggregate([]);
        Feed(aggregate, "auth", 100, 10);
        aggregate.CountEqual(DiffRun.Candidate, "auth", 900);
        aggregate.CountEqual(DiffRun.Candidate, "shop", 5000);
        aggregate.Changes(10)[0].Compared.ShouldBe(1000);
        aggregate.Compared.ShouldBe(6000);
    }

    [Fact]
    public void EqualUnitsOfUnknownServicesLeaveSharesAsLowerBounds()
    {
        var aggregate = new DiffAggregate([]);
        Feed(aggregate, "auth", 100, 10);
        aggregate.CountEqual(DiffRun.Candidate, 900);
        aggregate.Changes(10)[0].Compared.ShouldBe(1000);
    }

    [Theory]
    [InlineData("body", null)]
    [InlineData("bo*", "auth")]
    [InlineData("*", null)]
    public void WhatTheReleaseDeclaresIsExpected(string field, string? service)
    {
        var aggregate = new DiffAggregate([new ExpectedChange(field, service)]);
        Feed(aggregate, "auth", 100, 10);
        aggregate.Changes(10)[0].Disposition.ShouldBe(ChangeDisposition.Expected);
        (aggregate.Different, aggregate.UnexpectedRecords).ShouldBe((10, 0));
    }

    [Theory]
    [InlineData("body", "shop")]
    [InlineData("bod", null)]
    [InlineData("body.*", null)]
    public void WhatTheReleaseDoesNotDeclareIsNot(string field, string? service)
    {
        var aggregate = new DiffAggregate([new ExpectedChange(field, service)]);
        Feed(aggregate, "auth", 100, 10);
        aggregate.UnexpectedRecords.ShouldBe(10);
    }

    [Theory]
    [InlineData("attributes.user.*", "user.email")]
    [InlineData("service", "resource.service.name")]
    [InlineData("flags", "attributes.flags")]
    [InlineData("fate", "fate")]
    public void FieldsAreDeclaredAsTheFilterLanguageWritesThem(string declared, string field) =>
        new ExpectedChangeSet([new ExpectedChange(declared)]).Covers(string.Empty, field).ShouldBeTrue();

    [Fact]
    public void WhatTwoRunsOfTheBaselineDifferInAsOftenIsNoise()
    {
        var aggregate = new DiffAggregate([]);
        Feed(aggregate, "auth", 100, 8, DiffRun.Noise);
        Feed(aggregate, "auth", 1000, 100);
        aggregate.Changes(10)[0].Disposition.ShouldBe(ChangeDisposition.Noise);
        (aggregate.Different, aggregate.UnexpectedRecords).ShouldBe((100, 0));
    }

    [Fact]
    public void WhatTheBaselineSeldomDiffersInIsNoExcuse()
    {
        var aggregate = new DiffAggregate([]);
        Feed(aggregate, "auth", 1000, 1, DiffRun.Noise);
        Feed(aggregate, "auth", 1000, 200);
        aggregate.Changes(10)[0].Disposition.ShouldBe(ChangeDisposition.Unexpected);
    }

    [Fact]
    public void NoiseOfAnotherFieldOrServiceIsNoExcuse()
    {
        var aggregate = new DiffAggregate([]);
        Feed(aggregate, "shop", 100, 50, DiffRun.Noise);
        Feed(aggregate, "auth", 100, 50);
        aggregate.UnexpectedRecords.ShouldBe(50);
        aggregate.NoiseCompared.ShouldBe(100);
        aggregate.Compared.ShouldBe(100);
    }

    [Fact]
    public void UnexpectedChangesComeFirst()
    {
        var aggregate = new DiffAggregate([new ExpectedChange("body", "auth")]);
        Feed(aggregate, "auth", 100, 90);
        Feed(aggregate, "shop", 100, 5);
        Feed(aggregate, "mail", 100, 7);
        aggregate.Changes(10).Select(change => change.Service).ShouldBe(["mail", "shop", "auth"]);
        aggregate.Changes(1).Count.ShouldBe(1);
    }

    [Fact]
    public void ARecordThatDiffersInTwoWaysIsOneDifferentRecord()
    {
        var (before, after) = (new DiffSample(), new DiffSample());
        before.Keep("a", ("k", Value.OfInt(1)));
        after.Keep("b", ("k", Value.OfInt(2)));
        var aggregate = new DiffAggregate([]);
        new RecordDiff().Compare(before.Batch, after.Batch, aggregate);
        aggregate.Changes(10).Count.ShouldBe(2);
        (aggregate.Different, aggregate.UnexpectedRecords).ShouldBe((1, 1));
    }

    [Fact]
    public void TheWaysToDifferAreBounded()
    {
        var (before, after) = (new DiffSample(), new DiffSample());
        for (var i = 0; i < 1500; i++)
        {
            before.Keep("x");
            after.Keep("x", ($"key{i}", Value.OfInt(1)));
        }

        var aggregate = new DiffAggregate([]);
        new RecordDiff().Compare(before.Batch, after.Batch, aggregate);
        var changes = aggregate.Changes(5000);
        changes.Count.ShouldBe(1001);
        changes.Single(change => change.Field == DiffFields.Other).Records.ShouldBe(500);
        (aggregate.Different, aggregate.UnexpectedRecords).ShouldBe((1500, 1500));
    }

    [Fact]
    public void ServicesAreBounded()
    {
        var aggregate = new DiffAggregate([]);
        for (var i = 0; i < 1200; i++)
        {
            Feed(aggregate, $"s{i}", 1, 1);
        }

        aggregate.Changes(5000).Single(change => change.Service == DiffFields.Other).Records.ShouldBe(200);
    }

    /// <summary>Compares records of a service of which some have another body.</summary>
    internal static void Feed(DiffAggregate aggregate, string service, int records, int different, DiffRun run = DiffRun.Candidate)
    {
        var (before, after) = (new DiffSample(), new DiffSample());
        for (var i = 0; i < records; i++)
        {
            before.KeepOf(service, "text");
            after.KeepOf(service, i < different ? "other" : "text");
        }

        new RecordDiff().Compare(before.Batch, after.Batch, aggregate, run);
    }
}
