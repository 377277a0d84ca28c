using System.Globalization;
using LogPlatform.Core.Rollouts.Phases;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts;

/// <summary>Which strategies are possible.</summary>
public static class StrategyRules
{
    private const long Mebibyte = 1L << 20;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Everything that is impossible in a strategy, all at once, one sentence each with the allowed range, by the name in JSON; empty when it is sound.</summary>
    public static IReadOnlyList<string> Validate(Strategy strategy) =>
    [
        .. Times(strategy).Concat(Counts(strategy)).Concat(Factors(strategy)).Concat(Relations(strategy)).OfType<string>(),
        .. strategy.Checks is null ? ["checks is missing: give an empty object for the defaults."] : strategy.Checks.OrderBy(check => check.Key, StringComparer.Ordinal).Select(Check).OfType<string>(),
    ];

    private static IEnumerable<string?> Times(Strategy strategy) =>
    [
        Within("provisionLimit", strategy.ProvisionLimit, Second, Hour),
        Within("dwell", strategy.Dwell, TimeSpan.Zero, Hour),
        Within("validationLimit", strategy.ValidationLimit, Second, TimeSpan.FromHours(24)),
        Within("approvalLimit", strategy.ApprovalLimit, Second, TimeSpan.FromDays(30)),
        Within("drainLimit", strategy.DrainLimit, TimeSpan.FromMilliseconds(10), Hour),
        Within("bakeTime", strategy.BakeTime, TimeSpan.Zero, TimeSpan.FromDays(7)),
        Within("bakeLimit", strategy.BakeLimit, TimeSpan.Zero, TimeSpan.FromDays(14)),
        Within("keepWarm", strategy.KeepWarm, TimeSpan.Zero, TimeSpan.FromDays(30)),
        Within("latencyLimit", strategy.LatencyLimit, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
        Within("maxLag", strategy.MaxLag, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10)),
    ];

    private static IEnumerable<string?> Counts(Strategy strategy) =>
    [
        Within("minUnits", strategy.MinUnits, 1, 1_000_000),
        Within("minRecords", strategy.MinRecords, 1, 1_000_000_000),
        Within("memoryLimit", strategy.MemoryLimit, 16 * Mebibyte, 1L << 40, " bytes"),
    ];

    private static IEnumerable<string?> Factors(Strategy strategy) =>
    [
        strategy.MirrorShare is > 0 and <= 1 ? null : $"mirrorShare is {Text(strategy.MirrorShare)}: it must be above 0, up to 1.",
        Within("alpha", strategy.Alpha, 0.0001, 0.1),
        Within("latencyRatio", strategy.LatencyRatio, 1, 100),
        Within("headRoom", strategy.HeadRoom, 1, 100),
        Within("cpuRatio", strategy.CpuRatio, 1, 100),
        Within("memoryRatio", strategy.MemoryRatio, 1, 100),
        Within("errorTolerance", strategy.ErrorTolerance, 0.000001, 1),
        Within("diffTolerance", strategy.DiffTolerance, 0, 1),
    ];

    private static IEnumerable<string?> Relations(Strategy strategy) =>
    [
        strategy.BakeLimit >= strategy.BakeTime ? null
            : $"bakeLimit is {Words.Of(strategy.BakeLimit)}: it must be at least bakeTime ({Words.Of(strategy.BakeTime)}).",
        strategy.Checks is null || strategy.ModeOf(CheckNames.Readiness) != CheckMode.Required || strategy.Dwell < strategy.ValidationLimit ? null
            : $"dwell is {Words.Of(strategy.Dwell)}: it must be below validationLimit ({Words.Of(strategy.ValidationLimit)}), or the readiness check can never pass.",
    ];

    private static string? Check(KeyValuePair<string, CheckMode> check) => check switch
    {
        { Value: not (CheckMode.Required or CheckMode.Advisory or CheckMode.Off) } => $"checks: {check.Key} must be required, advisory or off.",
        _ when check.Key.StartsWith(CheckNames.CustomPrefix, StringComparison.Ordinal) => IsCustomName(check.Key.AsSpan(CheckNames.CustomPrefix.Length)) ? null
            : $"checks: {check.Key} must have 1 to 64 characters of a-z A-Z 0-9 . _ - behind {CheckNames.CustomPrefix}",
        _ => CheckNames.All.Contains(check.Key) ? null
            : $"checks: there is no {check.Key}; there are {string.Join(", ", CheckNames.All)} and {CheckNames.CustomPrefix}NAME.",
    };

    private static bool IsCustomName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return name.Length is >= 1 and <= 64;
    }

    private static string? Within(string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null : $"{name} is {Words.Of(value)}: it must be from {Words.Of(least)} to {Words.Of(most)}.";

    private static string? Within(string name, long value, long least, long most, string unit = "") =>
        value >= least && value <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{name} is {value}{unit}: it must be from {least:N0} to {most:N0}{unit}.");

    // A number that is none is in no range: both comparisons are false.
    private static string? Within(string name, double value, double least, double most) =>
        value >= least && value <= most ? null : $"{name} is {Text(value)}: it must be from {Text(least)} to {Text(most)}.";

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
