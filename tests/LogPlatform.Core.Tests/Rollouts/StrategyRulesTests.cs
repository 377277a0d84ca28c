using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

public sealed class StrategyRulesTests
{
    [Fact]
    public void TheDefaultsAreSound() => StrategyRules.Validate(new Strategy()).ShouldBeEmpty();

    [Fact]
    public void TheEndsOfEveryRangeAreSound()
    {
        StrategyRules.Validate(new Strategy
        {
            ProvisionLimit = TimeSpan.FromSeconds(1),
            Dwell = TimeSpan.Zero,
            ValidationLimit = TimeSpan.FromSeconds(1),
            ApprovalLimit = TimeSpan.FromSeconds(1),
            DrainLimit = TimeSpan.FromMilliseconds(10),
            BakeTime = TimeSpan.Zero,
            BakeLimit = TimeSpan.Zero,
            KeepWarm = TimeSpan.Zero,
            MirrorShare = double.Epsilon,
            MinUnits = 1,
            MinRecords = 1,
            Alpha = 0.0001,
            LatencyRatio = 1,
            LatencyLimit = TimeSpan.FromMilliseconds(1),
            HeadRoom = 1,
            MaxLag = TimeSpan.FromMilliseconds(10),
            CpuRatio = 1,
            MemoryRatio = 1,
            MemoryLimit = 16 << 20,
            ErrorTolerance = 0.000001,
            DiffTolerance = 0,
        }).ShouldBeEmpty();
        StrategyRules.Validate(new Strategy
        {
            ProvisionLimit = TimeSpan.FromHours(1),
            Dwell = TimeSpan.FromHours(1),
            ValidationLimit = TimeSpan.FromHours(24),
            ApprovalLimit = TimeSpan.FromDays(30),
            DrainLimit = TimeSpan.FromHours(1),
            BakeTime = TimeSpan.FromDays(7),
            BakeLimit = TimeSpan.FromDays(14),
            KeepWarm = TimeSpan.FromDays(30),
            MirrorShare = 1,
            MinUnits = 1_000_000,
            MinRecords = 1_000_000_000,
            Alpha = 0.1,
            LatencyRatio = 100,
            LatencyLimit = TimeSpan.FromMinutes(10),
            HeadRoom = 100,
            MaxLag = TimeSpan.FromMinutes(10),
            CpuRatio = 100,
            MemoryRatio = 100,
            MemoryLimit = 1L << 40,
            ErrorTolerance = 1,
            DiffTolerance = 1,
        }).ShouldBeEmpty();
    }

    [Fact]
    public void EveryImpossibleNumberIsNamedAtOnceWithWhatIsPossible()
    {
        StrategyRules.Validate(new Strategy
        {
            ProvisionLimit = TimeSpan.Zero,
            Dwell = TimeSpan.FromSeconds(-1),
            ValidationLimit = TimeSpan.FromDays(2),
            ApprovalLimit = TimeSpan.FromDays(31),
            DrainLimit = TimeSpan.FromMilliseconds(9),
            BakeTime = TimeSpan.FromDays(8),
            BakeLimit = TimeSpan.FromDays(15),
            KeepWarm = TimeSpan.FromDays(31),
            MirrorShare = 0,
            MinUnits = 0,
            MinRecords = -5,
            Alpha = 0.2,
            LatencyRatio = 0.99,
            LatencyLimit = TimeSpan.Zero,
            HeadRoom = 101,
            MaxLag = TimeSpan.Zero,
            CpuRatio = 0,
            MemoryRatio = double.PositiveInfinity,
            MemoryLimit = 1,
            ErrorTolerance = 0,
            DiffTolerance = double.NaN,
        }).ShouldBe(
        [
            "provisionLimit is 0 s: it must be from 1 s to 1 h.",
            "dwell is -1000 ms: it must be from 0 s to 1 h.",
            "validationLimit is 2 d: it must be from 1 s to 24 h.",
            "approvalLimit is 31 d: it must be from 1 s to 30 d.",
            "drainLimit is 9 ms: it must be from 10 ms to 1 h.",
            "bakeTime is 8 d: it must be from 0 s to 7 d.",
            "bakeLimit is 15 d: it must be from 0 s to 14 d.",
            "keepWarm is 31 d: it must be from 0 s to 30 d.",
            "latencyLimit is 0 s: it must be from 1 ms to 10 min.",
            "maxLag is 0 s: it must be from 10 ms to 10 min.",
            "minUnits is 0: it must be from 1 to 1,000,000.",
            "minRecords is -5: it must be from 1 to 1,000,000,000.",
            "memoryLimit is 1 bytes: it must be from 16,777,216 to 1,099,511,627,776 bytes.",
            "mirrorShare is 0: it must be above 0, up to 1.",
            "alpha is 0.2: it must be from 0.0001 to 0.1.",
            "latencyRatio is 0.99: it must be from 1 to 100.",
            "headRoom is 101: it must be from 1 to 100.",
            "cpuRatio is 0: it must be from 1 to 100.",
            "memoryRatio is Infinity: it must be from 1 to 100.",
            "errorTolerance is 0: it must be from 0.000001 to 1.",
            "diffTolerance is NaN: it must be from 0 to 1.",
        ]);
    }

    [Fact]
    public void TheBakeLimitIsNotBelowTheBakeTime() =>
        StrategyRules.Validate(new Strategy { BakeTime = TimeSpan.FromHours(2) }).ShouldHaveSingleItem().ShouldBe("bakeLimit is 1 h: it must be at least bakeTime (2 h).");

    [Fact]
    public void ADwellThatLeavesNoTimeForTheVerdictIsImpossible()
    {
        var strategy = new Strategy { Dwell = TimeSpan.FromMinutes(15) };
        StrategyRules.Validate(strategy).ShouldHaveSingleItem().ShouldStartWith("dwell is 15 min: it must be below validationLimit (15 min)");
        StrategyRules.Validate(Course.With(strategy, CheckNames.Readiness, CheckMode.Off)).ShouldBeEmpty();
    }

    [Fact]
    public void ChecksMustExistAndHaveAMode()
    {
        var strategy = new Strategy
        {
            Checks = new Dictionary<string, CheckMode>
            {
                [CheckNames.Latency] = CheckMode.None,
                [CheckNames.Errors] = (CheckMode)9,
                ["speed"] = CheckMode.Required,
                ["custom:"] = CheckMode.Required,
                ["custom:a b"] = CheckMode.Off,
                ["custom:" + new string('a', 65)] = CheckMode.Off,
                ["custom:prices-2_x.y"] = CheckMode.Advisory,
            },
        };
        var errors = StrategyRules.Validate(strategy);
        errors.Count.ShouldBe(6);
        errors.ShouldContain("checks: latency must be required, advisory or off.");
        errors.ShouldContain("checks: errors must be required, advisory or off.");
        errors.ShouldContain(error => error.StartsWith("checks: there is no speed; there are readiness,"));
        errors.Count(error => error.Contains("1 to 64 characters")).ShouldBe(3);
    }

    [Fact]
    public void TheBakeRunsWhatItCanAndCustomChecks()
    {
        var strategy = Course.With(Course.With(new Strategy(), "custom:b", CheckMode.Advisory), "custom:a", CheckMode.Required);
        CheckPlan.Of(strategy, CheckStage.Validation).ShouldBe([.. CheckNames.All, "custom:a", "custom:b"]);
        CheckPlan.Of(strategy, CheckStage.Bake).ShouldBe(
            ["readiness", "configuration", "output-diff", "latency", "throughput", "errors", "resources", "custom:a", "custom:b"]);
        CheckPlan.RequiredOf(strategy, CheckStage.Bake).ShouldNotContain("custom:b");
    }
}
