using LogPlatform.Cluster.Validation;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>A check takes in what is for it, once, and nothing of what is over.</summary>
public sealed class HeldCheckTests
{
    private readonly HeldCheck _check = new(new CheckKey(new DeploymentId(1), CheckStage.Validation, CheckNames.Errors));

    [Fact]
    public void WithoutAnOrderItSaysSoAndTakesNothing()
    {
        _check.Observe(Units(1, 1, 1, 100)).ShouldBe(default);
        _check.Answer().ShouldSatisfyAllConditions(answer => answer.Attempt.ShouldBe(0), answer => answer.Report.ShouldBeEmpty());
        _check.Start(Order(1, 1)).ShouldBeTrue();
        Samples.ShouldBe(0);
    }

    [Fact]
    public void EvidenceOfAnotherAttemptOrRunIsIgnored()
    {
        _check.Start(Order(5, 2)).ShouldBeTrue();
        foreach (var (attempt, run) in new[] { (4L, 2L), (6, 2), (5, 1), (5, 3) })
        {
            _check.Observe(Units(attempt, run, 1, 100)).ShouldBe(new EvidenceReceipt(5, 2));
        }

        Samples.ShouldBe(0);
        _check.Observe(Units(5, 2, 1, 3)).ShouldBe(new EvidenceReceipt(5, 2));
        Samples.ShouldBe(30);
    }

    [Fact]
    public void ABatchThatIsSentTwiceCountsOnce()
    {
        _check.Start(Order(1, 1));
        foreach (var number in new[] { 1L, 1, 2, 1, 2 })
        {
            _check.Observe(Units(1, 1, number, 1));
        }

        Samples.ShouldBe(20);
        _check.Observe(Units(1, 1, 1, 1) with { Source = "another" });
        Samples.ShouldBe(30);
    }

    [Fact]
    public void ANewOrderBeginsWithNothingAndTheSameOneAgainChangesNothing()
    {
        _check.Start(Order(1, 1));
        _check.Observe(Units(1, 1, 1, 4));
        _check.Start(Order(1, 1)).ShouldBeTrue();
        Samples.ShouldBe(40);
        _check.Start(Order(1, 2)).ShouldBeTrue();
        Samples.ShouldBe(0);
        _check.Observe(Units(1, 2, 1, 4));
        _check.Start(Order(2, 1)).ShouldBeTrue();
        Samples.ShouldBe(0);
    }

    [Fact]
    public void AnOlderOrderIsRefused()
    {
        _check.Start(Order(3, 2));
        _check.Start(Order(2, 9)).ShouldBeFalse();
        _check.Start(Order(3, 1)).ShouldBeFalse();
        _check.Answer().ShouldSatisfyAllConditions(answer => answer.Attempt.ShouldBe(3), answer => answer.Run.ShouldBe(2));
    }

    [Fact]
    public void OnlyTheAttemptInForceIsStopped()
    {
        _check.Start(Order(3, 1));
        _check.Stop(2).ShouldBeFalse();
        _check.Answer().Attempt.ShouldBe(3);
        _check.Stop(3).ShouldBeTrue();
        _check.Answer().Attempt.ShouldBe(0);
    }

    private long Samples => EvidenceMessages.FromJson<CheckReport>(_check.Answer().Report)!.Samples;

    private static CheckOrder Order(long attempt, long run) => new(attempt, run, EvidenceMessages.Json(Stages.Strategy), EvidenceMessages.Json(Stages.Candidate));

    private static CheckEvidence Units(long attempt, long run, long number, int units) => new()
    {
        Attempt = attempt,
        Run = run,
        Source = "one",
        Number = number,
        Units = [.. Enumerable.Repeat(EvidenceMessages.Of(Stages.Good()), units)],
    };
}
