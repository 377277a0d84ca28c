using LogPlatform.ControlPage.Explore;
using LogPlatform.Core.Filters;

namespace LogPlatform.ControlPage.Tests.Explore;

public sealed class ClauseTests
{
    [Theory]
    [InlineData("", "service = checkout")]
    [InlineData("*", "service = checkout")]
    [InlineData("timeout", "timeout and service = checkout")]
    [InlineData("a or b", "(a or b) and service = checkout")]
    public void AValueThatIsChosenNarrowsTheFilter(string before, string after) => Clauses.With(before, "service", "checkout", isExcluded: false).ShouldBe(after);

    [Theory]
    [InlineData("plain")]
    [InlineData("with \"quotes\" and \\ and 'others'")]
    [InlineData("or")]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("4711")]
    [InlineData("")]
    public void WhateverTheValueIsTheFilterIsUnderstoodAndMeansIt(string value)
    {
        var (filter, error) = FilterParser.Parse(Clauses.With("x exists", "attributes.name", value, isExcluded: true), 0);

        error.ShouldBeNull();
        filter.ShouldBeOfType<AndFilter>().Right.ShouldBeOfType<NotFilter>();
    }
}
