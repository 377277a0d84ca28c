using System.Globalization;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.ControlPage.Deployments;

/// <summary>One number of a strategy in the form.</summary>
/// <param name="Name">Its name, as in JSON.</param>
/// <param name="Label">What it is.</param>
/// <param name="IsBasic">Whether it is shown at once.</param>
/// <param name="Show">Its value as text.</param>
/// <param name="Set">The strategy with the value of a text; null when the text is none.</param>
internal sealed record StrategyField(string Name, string Label, bool IsBasic, Func<Strategy, string> Show, Func<Strategy, string, Strategy?> Set)
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<StrategyField> All { get; } =
    [
        Time("dwell", "Nodes stable for", true, s => s.Dwell, (s, v) => s with { Dwell = v }),
        Number("minRecords", "Records to compare, at least", true, s => s.MinRecords, (s, v) => s with { MinRecords = (long)v }),
        Number("minUnits", "Units to time, at least", true, s => s.MinUnits, (s, v) => s with { MinUnits = (int)v }),
        Time("validationLimit", "Validation, at most", true, s => s.ValidationLimit, (s, v) => s with { ValidationLimit = v }),
        Time("bakeTime", "Watch after the switch", true, s => s.BakeTime, (s, v) => s with { BakeTime = v }),
        Time("keepWarm", "Keep the old slot warm", true, s => s.KeepWarm, (s, v) => s with { KeepWarm = v }),
        Time("bakeLimit", "Watch, at most", false, s => s.BakeLimit, (s, v) => s with { BakeLimit = v }),
        Time("provisionLimit", "Provisioning, at most", false, s => s.ProvisionLimit, (s, v) => s with { ProvisionLimit = v }),
        Time("approvalLimit", "Wait for an approval, at most", false, s => s.ApprovalLimit, (s, v) => s with { ApprovalLimit = v }),
        Time("drainLimit", "Drain, at most", false, s => s.DrainLimit, (s, v) => s with { DrainLimit = v }),
        Number("mirrorShare", "Share of traffic mirrored, 0 to 1", false, s => s.MirrorShare, (s, v) => s with { MirrorShare = v }),
        Number("latencyRatio", "Slower by a factor of, at most", false, s => s.LatencyRatio, (s, v) => s with { LatencyRatio = v }),
        Time("latencyLimit", "Service time, 99 of 100 units", false, s => s.LatencyLimit, (s, v) => s with { LatencyLimit = v }),
        Number("headRoom", "Head-room over the live rate", false, s => s.HeadRoom, (s, v) => s with { HeadRoom = v }),
        Time("maxLag", "Lag, at most", false, s => s.MaxLag, (s, v) => s with { MaxLag = v }),
        Number("cpuRatio", "More CPU time by a factor of", false, s => s.CpuRatio, (s, v) => s with { CpuRatio = v }),
        Number("memoryRatio", "More memory by a factor of", false, s => s.MemoryRatio, (s, v) => s with { MemoryRatio = v }),
        Number("errorTolerance", "Share newly in error, at most", false, s => s.ErrorTolerance, (s, v) => s with { ErrorTolerance = v }),
        Number("diffTolerance", "Share that may differ undeclared", false, s => s.DiffTolerance, (s, v) => s with { DiffTolerance = v }),
        Number("alpha", "Chance of a wrong verdict", false, s => s.Alpha, (s, v) => s with { Alpha = v }),
    ];

    private static StrategyField Time(string name, string label, bool isBasic, Func<Strategy, TimeSpan> get, Func<Strategy, TimeSpan, Strategy> set) =>
        new(name, label, isBasic, strategy => Lengths.Say(get(strategy)), (strategy, text) => Lengths.TryRead(text, out var value) ? set(strategy, value) : null);

    private static StrategyField Number(string name, string label, bool isBasic, Func<Strategy, double> get, Func<Strategy, double, Strategy> set) => new(
        name,
        label,
        isBasic,
        strategy => get(strategy).ToString("0.######", CultureInfo.InvariantCulture),
        (strategy, text) => double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < int.MaxValue ? set(strategy, value) : null);
}
