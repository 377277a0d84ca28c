using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>What every audit log does: the words of <see cref="IAuditLog"/> as tests.</summary>
public abstract class AuditRules
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EntriesAreChainedAndGoOnAfterARestart()
    {
        await using var test = await OpenAsync();
        test.Port.Read(0, 10).ShouldBeEmpty();
        test.Port.Verify().ShouldBe(new AuditVerification(true, 0, AuditChain.Origin, null, null));
        var first = await AppendAsync(test, 1);
        (first.Number, first.Previous, first.Fact).ShouldBe((1, AuditChain.Origin, Fact(1)));
        var second = await AppendAsync(test, 2);
        (second.Number, second.Previous).ShouldBe((2, first.Hash));

        await test.RestartAsync();
        var third = await AppendAsync(test, 3);
        third.Previous.ShouldBe(second.Hash);
        test.Port.Read(0, 10).ShouldBe([first, second, third]);
        test.Port.Verify().ShouldBe(new AuditVerification(true, 3, third.Hash, null, null));
    }

    [Fact]
    public async Task EntriesAreReadOldestFirstPageByPage()
    {
        await using var test = await OpenAsync();
        for (var i = 1; i <= 12; i++)
        {
            await AppendAsync(test, i);
        }

        test.Port.Read(0, 5).Select(entry => entry.Number).ShouldBe([1, 2, 3, 4, 5]);
        test.Port.Read(5, 5).Select(entry => entry.Number).ShouldBe([6, 7, 8, 9, 10]);
        test.Port.Read(10, 5).Select(entry => entry.Number).ShouldBe([11, 12]);
        test.Port.Read(12, 5).ShouldBeEmpty();
        test.Port.Read(long.MaxValue, 5).ShouldBeEmpty();
    }

    [Fact]
    public async Task ConcurrentAppendsMakeOneChain()
    {
        await using var test = await OpenAsync();
        var entries = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => AppendAsync(test, i))));
        entries.Select(entry => entry.Number).Order().ShouldBe(Enumerable.Range(1, 100).Select(i => (long)i));
        test.Port.Verify().ShouldSatisfyAllConditions(found => found.IsIntact.ShouldBeTrue(), found => found.Entries.ShouldBe(100));
    }

    [Fact]
    public async Task AnyTextIsKeptAsItIs()
    {
        await using var test = await OpenAsync();
        var fact = new AuditFact("ann \"key\" 7", "pointer.switch", "a\0b\u2028", "ü\n\t🙂", "{\"json\": true}");
        await test.Port.AppendAsync(fact, Token);
        await test.RestartAsync();
        test.Port.Read(0, 1).ShouldHaveSingleItem().Fact.ShouldBe(fact);
        test.Port.Verify().IsIntact.ShouldBeTrue();
    }

    private protected abstract Task<IRestartable<IAuditLog>> OpenAsync();

    private static AuditFact Fact(int i) => new("ann", "pointer.switch", $"deployment/{i}", "why", string.Empty);

    private static Task<AuditEntry> AppendAsync(IRestartable<IAuditLog> test, int i) => test.Port.AppendAsync(Fact(i), Token).AsTask();
}
