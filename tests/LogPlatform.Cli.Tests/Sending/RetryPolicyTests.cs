using LogPlatform.Cli.Sending;

namespace LogPlatform.Cli.Tests.Sending;

public class RetryPolicyTests
{
    private readonly RetryPolicy _policy = new(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(5, 3200)]
    [InlineData(6, 5000)]
    [InlineData(1000, 5000)]
    public void PausesDoubleUpToTheLongest(int attempt, int milliseconds) =>
        _policy.PauseAfter(attempt, null, jitter: 0).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void JitterShortensAPauseByAtMostAQuarter() => _policy.PauseAfter(6, null, jitter: 0.999).TotalSeconds.ShouldBeInRange(3.75, 3.76);

    [Fact]
    public void TheServersWishIsHonoured() => _policy.PauseAfter(1, TimeSpan.FromSeconds(7), 0).ShouldBe(TimeSpan.FromSeconds(7));

    [Fact]
    public void AServersWishForAnHourIsNot() => _policy.PauseAfter(1, TimeSpan.FromHours(1), 0).ShouldBe(TimeSpan.FromSeconds(30));
}
