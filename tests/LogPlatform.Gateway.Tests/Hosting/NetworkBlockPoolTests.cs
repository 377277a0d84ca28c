using LogPlatform.Gateway.Hosting;

namespace LogPlatform.Gateway.Tests.Hosting;

public sealed class NetworkBlockPoolTests
{
    [Fact]
    public void ABlockThatWasGivenBackIsLentAgain()
    {
        using var pool = new NetworkBlockPool();
        var first = pool.Rent();
        first.Dispose();

        pool.Rent(4096).ShouldBeSameAs(first);
    }

    [Fact]
    public void ABlockGivenBackTwiceIsLentOnce()
    {
        using var pool = new NetworkBlockPool();
        var block = pool.Rent();
        block.Dispose();
        block.Dispose();

        pool.Rent().ShouldNotBeSameAs(pool.Rent());
    }

    [Fact]
    public void OnlyAFewBlocksAreKept()
    {
        using var pool = new NetworkBlockPool();
        var blocks = Enumerable.Range(0, 1000).Select(_ => pool.Rent()).ToArray();

        foreach (var block in blocks)
        {
            block.Dispose();
        }

        pool.Kept.ShouldBeLessThanOrEqualTo(256);
    }

    [Fact]
    public void MoreThanABlockIsRefused()
    {
        using var pool = new NetworkBlockPool();

        Should.Throw<ArgumentOutOfRangeException>(() => pool.Rent(NetworkBlockPool.BlockBytes + 1));
    }
}
