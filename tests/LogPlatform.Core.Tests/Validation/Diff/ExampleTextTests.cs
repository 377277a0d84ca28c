using LogPlatform.Core.Records;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Core.Tests.Validation.Diff;

public class ExampleTextTests
{
    [Theory]
    [InlineData("card [redacted:card] used", "card 4111 1111 1111 1111 used", "card 9999 9999 9999 9999 used")]
    [InlineData("[redacted:email]", "bob@example.org", "xxx@xxxxxxx.xxx")]
    [InlineData("[card:****1234]", "4111-1111", "9999-9999")]
    [InlineData("from [ipv4:abcdefghijklmnop]", "from 10.0.0.1", "from 99.9.9.9")]
    [InlineData("[redacted:a] and [redacted:b]", "[redacted:a] and é7", "[redacted:a] and x9")]
    public void WhatTheBaselineRedactsIsMasked(string before, string after, string shown) => ExampleText.Shape(before, after, isHidden: false).ShouldBe((before, shown));

    [Fact]
    public void OtherTextIsShownAsItIs() => ExampleText.Shape("state: [active]", "state: ACTIVE 7", isHidden: false).ShouldBe(("state: [active]", "state: ACTIVE 7"));

    [Fact]
    public void LongTextsAreCutToWhereTheyDiffer()
    {
        var (before, after) = ExampleText.Shape(new string('a', 5000) + "one" + new string('b', 5000), new string('a', 5000) + "two" + new string('b', 5000), isHidden: false);
        before!.Length.ShouldBe(200);
        after!.Length.ShouldBe(200);
        before.ShouldStartWith("…aaa");
        before.ShouldContain("aone");
        after.ShouldContain("atwo");
        after.ShouldEndWith("b…");
    }

    [Fact]
    public void ACutDoesNotSplitACharacter()
    {
        var (before, _) = ExampleText.Shape(string.Concat(Enumerable.Repeat("😀", 300)), null, isHidden: false);
        before!.Length.ShouldBeLessThanOrEqualTo(200);
        before.ShouldNotContain("\uFFFD");
        char.IsSurrogatePair(before, before.Length - 3).ShouldBeTrue();
    }

    [Fact]
    public void AFieldThatAppearsIsMaskedWhereTheBaselineRedactsTheRecord()
    {
        var (before, after) = (new DiffSample(), new DiffSample());
        before.Keep("login of [redacted:email]");
        after.Keep("login of [redacted:email]", ("user", after.Map(("email", after.Text("bob@example.org")))));
        before.Keep("plain");
        after.Keep("plain", ("n", Value.OfInt(42)));
        var aggregate = new DiffAggregate([]);
        new RecordDiff().Compare(before.Batch, after.Batch, aggregate);
        aggregate.Changes(10).Select(change => change.Examples[0].After).ShouldBe(["42", "xxx@xxxxxxx.xxx"]);
    }

    [Fact]
    public void ANumberInThePlaceOfAMaskIsMaskedToo()
    {
        var (before, after) = (new DiffSample(), new DiffSample());
        before.Keep("x", ("card", before.Text("[redacted:card]")));
        after.Keep("x", ("card", Value.OfInt(4111111111111111)));
        var aggregate = new DiffAggregate([]);
        new RecordDiff().Compare(before.Batch, after.Batch, aggregate);
        aggregate.Changes(10)[0].Examples[0].After.ShouldBe("9999999999999999");
    }
}
