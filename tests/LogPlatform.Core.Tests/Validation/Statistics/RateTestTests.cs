using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Tests.Validation.Statistics;

public class RateTestTests
{
    private const double Alpha = 0.05;
    private const int Runs = 2000;

    // Three standard deviations of the number of false alarms, were the chance of each exactly alpha.
    private static readonly double Bound = (Alpha * Runs) + (3 * Math.Sqrt(Alpha * (1 - Alpha) * Runs));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    [InlineData(0.001)]
    public void TheExpectedEvidenceIsOneWhenTheRateIsTheLimit(double rate)
    {
        foreach (var test in new Func<RateTest>[] { () => RateTest.ThatAtMost(rate), () => RateTest.ThatAtLeast(rate) })
        {
            Expectation(test, rate, 25).ShouldBe(1, 1e-9);
        }
    }

    [Fact]
    public void TheExpectedEvidenceIsBelowOneWithinTheHypothesis()
    {
        Expectation(() => RateTest.ThatAtMost(0.2), 0.15, 25).ShouldBeLessThan(1);
        Expectation(() => RateTest.ThatAtLeast(0.2), 0.25, 25).ShouldBeLessThan(1);
    }

    [Theory]
    [InlineData(0.5, 400)]
    [InlineData(0.05, 400)]
    [InlineData(0.01, 600)]
    public void LookingAfterEveryTrialDoesNotRaiseTheChanceOfAFalseAlarm(double rate, int trials)
    {
        FalseAlarms(() => RateTest.ThatAtMost(rate), rate, trials).ShouldBeLessThanOrEqualTo((int)Bound);
        FalseAlarms(() => RateTest.ThatAtLeast(rate), rate, trials).ShouldBeLessThanOrEqualTo((int)Bound);
    }

    [Fact]
    public void TheTestWouldNoticeThatItIsBetOnTheWrongRate() =>
        FalseAlarms(() => RateTest.ThatAtMost(0.4), 0.5, 400).ShouldBeGreaterThan((int)Bound);

    [Fact]
    public void ManyTrialsAtOnceAreThatManyTrials() =>
        Prop.ForAll(ArbMap.Default.ArbFor<bool[]>(), trials =>
        {
            var (single, bulk) = (RateTest.ThatAtMost(0.3), RateTest.ThatAtMost(0.3));
            foreach (var trial in trials)
            {
                single.Add(trial);
            }

            bulk.Add(trials.Count(trial => trial), trials.Length);
            return Math.Abs(single.LogEvidence - bulk.LogEvidence) < 1e-9;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void HugeCountsStayFinite()
    {
        var test = RateTest.ThatAtMost(0.000001);
        test.Add(1_000_000_000_000, 4_000_000_000_000);
        double.IsFinite(test.LogEvidence).ShouldBeTrue();
        test.IsRejected(1e-9).ShouldBeTrue();
    }

    [Fact]
    public void WithoutTrialsThereIsNoEvidence() => RateTest.ThatAtMost(0.5).LogEvidence.ShouldBe(0, 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void ARateMustBeAChance(double rate) => Should.Throw<ArgumentOutOfRangeException>(() => RateTest.ThatAtMost(rate));

    private static double Expectation(Func<RateTest> create, double rate, int trials)
    {
        var sum = 0.0;
        var chance = Math.Pow(1 - rate, trials);
        for (var events = 0; events <= trials; events++)
        {
            var test = create();
            test.Add(events, trials);
            sum += chance * Math.Exp(test.LogEvidence);
            chance *= (trials - events) / (events + 1.0) * (rate / (1 - rate));
        }

        return sum;
    }

    private static int FalseAlarms(Func<RateTest> create, double rate, int trials)
    {
        var random = new Random(17);
        return Enumerable.Range(0, Runs).Count(_ =>
        {
            var test = create();
            for (var trial = 0; trial < trials; trial++)
            {
                test.Add(random.NextDouble() < rate);
                if (test.IsRejected(Alpha))
                {
                    return true;
                }
            }

            return false;
        });
    }
}
