using LogPlatform.Gateway.Ingest;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Ingest;

public sealed class ByteBudgetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ManualTime _time = new();
    private readonly ByteBudget _budget;

    public ByteBudgetTests() => _budget = new ByteBudget(100, _time);

    [Fact]
    public async Task WhatIsFreeIsTakenAtOnce()
    {
        var taken = _budget.TakeAsync(60, grows: false, Patience);

        taken.IsCompleted.ShouldBeTrue();
        (await taken).ShouldBeTrue();
        _budget.Free.ShouldBe(40);
    }

    [Fact]
    public async Task WhoWaitsIsServedInOrder()
    {
        _budget.TryTake(100).ShouldBeTrue();
        var first = _budget.TakeAsync(80, grows: false, Patience).AsTask();
        var second = _budget.TakeAsync(10, grows: false, Patience).AsTask();

        _budget.Return(50);
        second.IsCompleted.ShouldBeFalse("a small one does not overtake");
        _budget.Return(50);

        (await first).ShouldBeTrue();
        (await second).ShouldBeTrue();
        _budget.Free.ShouldBe(10);
    }

    [Fact]
    public async Task ABodyThatGrowsComesBeforeThoseThatBegin()
    {
        _budget.TryTake(100).ShouldBeTrue();
        var begins = _budget.TakeAsync(50, grows: false, Patience).AsTask();
        var grows = _budget.TakeAsync(50, grows: true, Patience).AsTask();

        _budget.Return(50);

        (await grows).ShouldBeTrue();
        begins.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task PatienceEndsAndThoseBehindAreServed()
    {
        _budget.TryTake(60).ShouldBeTrue();
        var large = _budget.TakeAsync(80, grows: false, Patience).AsTask();
        var small = _budget.TakeAsync(40, grows: false, Patience * 2).AsTask();

        _time.Advance(Patience);

        (await large).ShouldBeFalse();
        (await small).ShouldBeTrue();
        _budget.Free.ShouldBe(0);
    }

    [Fact]
    public async Task MoreThanThereEverIsIsRefusedAtOnce()
    {
        var taken = _budget.TakeAsync(101, grows: false, Patience);

        taken.IsCompleted.ShouldBeTrue();
        (await taken).ShouldBeFalse();
    }
}
