using System.Text;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class AnswerDiffTests
{
    [Theory]
    [InlineData("""{"body":"a"}""", """{"time":"2026-01-01T00:00:00Z","body":"a"}""")]
    [InlineData("""{"attributes":{"user":{"id":7}}}""", """{"attributes":{"user":{"id":7,"name":"x"},"z":1}}""")]
    [InlineData("{\"a\":1}\n\n{\"b\":2}\n", "{\"a\":1}\r\n{\"b\":2}")]
    [InlineData("", "\n")]
    [InlineData("""{"n":1.0}""", """{"n":1}""")]
    public void WhatIsExpectedIsThere(string expected, string actual) => Compare(expected, actual).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"body":"a"}""", """{"body":"b"}""", "record 1, body: expected \"a\", got \"b\"")]
    [InlineData("""{"attributes":{"user":{"id":7}}}""", """{"attributes":{"user":{"id":"7"}}}""", "record 1, attributes.user.id: expected 7, got \"7\"")]
    [InlineData("""{"body":null}""", """{}""", "record 1, body: expected null, got nothing")]
    [InlineData("""{"list":[1,2]}""", """{"list":[1]}""", "record 1, list: expected [1,2], got [1]")]
    [InlineData("""{"a":1}""", "", "expected 1 record, got 0")]
    [InlineData("""{"a":1}""", "{", "record 1 is not JSON")]
    public void WhatIsNotThereIsNamed(string expected, string actual, string difference) => Compare(expected, actual).ShouldBe([difference]);

    [Fact]
    public void DifferencesAreBounded()
    {
        var many = string.Concat(Enumerable.Repeat("{\"a\":1}\n", 100));
        Compare(many, many.Replace('1', '2')).Count.ShouldBe(20);
    }

    private static IReadOnlyList<string> Compare(string expected, string actual) => AnswerDiff.Compare(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));
}
