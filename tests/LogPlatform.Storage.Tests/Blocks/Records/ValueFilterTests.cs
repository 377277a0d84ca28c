using System.Globalization;
using System.Text;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Tests.Blocks.Records;

public sealed class ValueFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(20_000)]
    public void WhatIsInIsFoundAndWhatIsNotIsMostlyRuledOut(int count)
    {
        var name = ByteHash.Of("customer.id"u8);
        var present = Enumerable.Range(0, count).Select(i => Text(name, i)).Concat(Enumerable.Range(0, count).Select(i => ValueFilter.Hash(name, i))).ToArray();
        var filter = new GrowList<byte>();
        ValueFilter.Write(present, filter);

        present.ShouldAllBe(hash => ValueFilter.MayContain(filter.AsSpan().ToArray(), hash));
        var taken = Enumerable.Range(count, 10_000).Count(i => ValueFilter.MayContain(filter.AsSpan(), Text(name, i)));
        taken.ShouldBeLessThan(500);
        filter.Count.ShouldBeLessThanOrEqualTo((present.Length * 8 / 8) + 32);
    }

    [Fact]
    public void TheSameValueOfAnotherFieldIsAnotherValue()
    {
        var filter = new GrowList<byte>();
        ValueFilter.Write([Text(ByteHash.Of("a"u8), 1)], filter);

        Enumerable.Range(0, 1000).Count(i => ValueFilter.MayContain(filter.AsSpan(), Text(ByteHash.Of(Encoding.UTF8.GetBytes($"b{i}")), 1))).ShouldBeLessThan(100);
    }

    [Fact]
    public void ABlockWithoutFilterMayHaveAnything() => ValueFilter.MayContain([], 1).ShouldBeTrue();

    // Stored filters are looked up with these hashes by every later release.
    [Fact]
    public void HashesNeverChange()
    {
        ByteHash.Of(""u8).ShouldBe(0x9E3779B97F4A7C15UL);
        var hashes = new[] { "a", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghijklmnop", "abcdefghijklmnopq", new string('x', 100) }
            .Select(static text => ByteHash.Of(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture));
        string.Join(' ', hashes).ShouldBe("edab92fa61473798 0528a35a778b4250 9c1b7f7db4131c62 ace4bd82fb19dae1 360b0175514de110 c908c2b0ba225cdf a843f5399e30a6e5 7dabe936177f80bb");
    }

    private static ulong Text(ulong name, int number) => ValueFilter.Hash(name, Encoding.UTF8.GetBytes($"c-{number:d7}"));
}
