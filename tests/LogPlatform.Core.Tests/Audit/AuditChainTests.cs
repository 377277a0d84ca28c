using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Audit;

namespace LogPlatform.Core.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Made by another implementation of the documented encoding.
    private static readonly string[] Golden =
    [
        "e83c5e4764947a04fcf855dc7fb984d75f1b60fb6c91600b35c8026418613066",
        "f265730005f3a7e056561240526e501feceada229bd5f9931dbb76e0ee060e90",
    ];

    [Fact]
    public void TheHashIsThatOfTheDocumentedEncoding()
    {
        var first = AuditChain.Append(null, new AuditFact("ann (k1)", "deployment.start", "deployment/12", "ticket 17 – größer", "1.0 → 2.0"), Time);
        var second = AuditChain.Append(first, new AuditFact("controller", "pointer.switch", "deployment/12"), Time.AddTicks(1));
        new[] { first.Hash, second.Hash }.ShouldBe(Golden);
        (first.Number, first.Previous).ShouldBe((1, AuditChain.Origin));
        (second.Number, second.Previous).ShouldBe((2, first.Hash));
    }

    [Fact]
    public void AnEmptyChainIsIntact() => AuditChain.Verify([]).ShouldBe(new AuditVerification(true, 0, AuditChain.Origin, null, null));

    [Fact]
    public void AChainAsItWasWrittenIsIntact()
    {
        var chain = Chain(9);
        AuditChain.Verify(chain).ShouldBe(new AuditVerification(true, 9, chain[^1].Hash, null, null));
    }

    [Fact]
    public void TheTimeIsKeptInUtc()
    {
        var entry = AuditChain.Append(null, new AuditFact("a", "b", "c"), Time.ToOffset(TimeSpan.FromHours(5)));
        entry.At.Offset.ShouldBe(TimeSpan.Zero);
        entry.ShouldBe(AuditChain.Append(null, new AuditFact("a", "b", "c"), Time));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void AnyChangeIsFoundAtItsNumber(int number)
    {
        Func<AuditEntry, AuditEntry>[] changes =
        [
            entry => entry with { Number = entry.Number + 1 },
            entry => entry with { At = entry.At.AddTicks(1) },
            entry => entry with { At = entry.At.ToOffset(TimeSpan.FromHours(1)) },
            entry => entry with { Fact = entry.Fact with { Actor = "eve" } },
            entry => entry with { Fact = entry.Fact with { Action = "x" } },
            entry => entry with { Fact = entry.Fact with { Subject = "x" } },
            entry => entry with { Fact = entry.Fact with { Reason = entry.Fact.Reason + " " } },
            entry => entry with { Fact = entry.Fact with { Detail = "\0" } },
            entry => entry with { Fact = entry.Fact with { Action = entry.Fact.Action + entry.Fact.Subject[0], Subject = entry.Fact.Subject[1..] } },
            entry => entry with { Previous = Flip(entry.Previous) },
            entry => entry with { Hash = Flip(entry.Hash) },
            entry => entry with { Hash = entry.Hash.ToUpperInvariant() },
        ];
        foreach (var change in changes)
        {
            var chain = Chain(9);
            chain[number - 1] = change(chain[number - 1]);
            ShouldBreakAt(chain, number);
        }
    }

    [Fact]
    public void AnEntryThatIsForgedWithItsHashIsFoundByTheNextOne()
    {
        var chain = Chain(9);
        chain[3] = AuditChain.Append(chain[2], new AuditFact("eve", "nothing", "at all"), Time);
        ShouldBreakAt(chain, 5);
        AuditChain.Verify(chain).Head.ShouldBe(chain[3].Hash);
    }

    [Fact]
    public void AMissingEntryIsFound()
    {
        var chain = Chain(9);
        chain.RemoveAt(3);
        ShouldBreakAt(chain, 4);
    }

    [Fact]
    public void AMissingBeginningIsFound() => ShouldBreakAt(Chain(9)[1..], 1);

    [Fact]
    public void AnAddedEntryIsFound()
    {
        var chain = Chain(9);
        chain.Insert(4, AuditChain.Append(chain[3], new AuditFact("eve", "x", "y"), Time));
        ShouldBreakAt(chain, 6);
        chain = Chain(9);
        chain.Insert(4, chain[3]);
        ShouldBreakAt(chain, 5);
    }

    [Fact]
    public void ChangedOrderIsFound()
    {
        var chain = Chain(9);
        (chain[3], chain[4]) = (chain[4], chain[3]);
        ShouldBreakAt(chain, 4);
    }

    [Fact]
    public void ACutEndShowsInTheHead()
    {
        var chain = Chain(9);
        var cut = AuditChain.Verify(chain[..^1]);
        cut.IsIntact.ShouldBeTrue();
        cut.Head.ShouldNotBe(AuditChain.Verify(chain).Head);
    }

    [Fact]
    public void NoTwoFactsHaveTheSameHash()
    {
        var texts = Gen.Elements("", "a", "b", "ab", "ba", "a\0", "\0a").ArrayOf(5).Select(five => new AuditFact(five[0], five[1], five[2], five[3], five[4]));
        Prop.ForAll(texts.Two().ToArbitrary(), pair =>
            pair.Item1 == pair.Item2 == (AuditChain.Append(null, pair.Item1, Time).Hash == AuditChain.Append(null, pair.Item2, Time).Hash))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static List<AuditEntry> Chain(int length)
    {
        var chain = new List<AuditEntry>();
        for (var i = 0; i < length; i++)
        {
            chain.Add(AuditChain.Append(chain.LastOrDefault(), new AuditFact("ann", $"action.{i}", "deployment/1", "because", "more"), Time.AddSeconds(i)));
        }

        return chain;
    }

    private static void ShouldBreakAt(IReadOnlyList<AuditEntry> chain, long number)
    {
        var found = AuditChain.Verify(chain);
        found.IsIntact.ShouldBeFalse();
        found.BrokenAt.ShouldBe(number);
        found.Entries.ShouldBe(number);
        found.Detail.ShouldNotBeNull().ShouldStartWith($"Entry {number} ");
    }

    private static string Flip(string hex) => (hex[0] == '0' ? '1' : '0') + hex[1..];
}
