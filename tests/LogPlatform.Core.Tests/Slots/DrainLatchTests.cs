using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Tests.Slots;

public sealed class DrainLatchTests
{
    [Fact]
    public void ClosingAnEmptyLatchCompletesTheDrain()
    {
        var latch = new DrainLatch();
        latch.Close();
        latch.Drained.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void AClosedLatchRefusesEntry()
    {
        var latch = new DrainLatch();
        latch.Close();
        latch.TryEnter().ShouldBeFalse();
        latch.Count.ShouldBe(0);
    }

    [Fact]
    public void TheLastLeaseToLeaveCompletesTheDrain()
    {
        var latch = new DrainLatch();
        latch.TryEnter();
        latch.TryEnter();
        latch.Close();
        latch.Leave();
        latch.Drained.IsCompleted.ShouldBeFalse();
        latch.Leave();
        latch.Drained.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void AnOpenLatchThatEmptiesIsNotDrained()
    {
        var latch = new DrainLatch();
        latch.TryEnter();
        latch.Leave();
        latch.Drained.IsCompleted.ShouldBeFalse();
        latch.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void ALeaseGivenBackTwiceIsABugAndLeavesTheCountIntact()
    {
        var latch = new DrainLatch();
        Should.Throw<InvalidOperationException>(latch.Leave);
        latch.Count.ShouldBe(0);
        latch.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void ThreadsThatRaceWithTheCloseAreAllCountedOrRefused()
    {
        for (var round = 0; round < 200; round++)
        {
            var latch = new DrainLatch();
            using var start = new Barrier(5);
            var entered = 0;
            var insideAfterDrain = 0;
            var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                while (latch.TryEnter())
                {
                    Interlocked.Increment(ref entered);
                    if (latch.Drained.IsCompleted)
                    {
                        Interlocked.Increment(ref insideAfterDrain);
                    }

                    latch.Leave();
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            start.SignalAndWait(TestContext.Current.CancellationToken);
            latch.Close();
            threads.ForEach(thread => thread.Join());
            latch.Drained.IsCompleted.ShouldBeTrue();
            latch.Count.ShouldBe(0);
            insideAfterDrain.ShouldBe(0);
        }
    }
}
