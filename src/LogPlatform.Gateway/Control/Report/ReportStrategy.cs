using System.Globalization;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>A strategy in words.</summary>
internal static class ReportStrategy
{
    /// <summary>Each of its settings with its value.</summary>
    public static IEnumerable<(string Name, string Value)> Lines(Strategy strategy)
    {
        yield return ("Switch", strategy.AutoPromote ? "by itself when every required check passes" : "after an approval");
        yield return ("Provisioning, at most", ReportWords.Length(strategy.ProvisionLimit));
        yield return ("Dwell time", ReportWords.Length(strategy.Dwell));
        yield return ("Validation, at most", ReportWords.Length(strategy.ValidationLimit));
        yield return ("Approval, at most", ReportWords.Length(strategy.ApprovalLimit));
        yield return ("Drain, at most", ReportWords.Length(strategy.DrainLimit));
        yield return ("Bake", $"{ReportWords.Length(strategy.BakeTime)}, at most {ReportWords.Length(strategy.BakeLimit)}");
        yield return ("Old slot kept warm", ReportWords.Length(strategy.KeepWarm));
        yield return ("Mirrored share", Say(strategy.MirrorShare));
        yield return ("Samples, at least", string.Create(CultureInfo.InvariantCulture, $"{strategy.MinUnits:N0} units, {strategy.MinRecords:N0} records"));
        yield return ("Chance of a wrong verdict, each test", Say(strategy.Alpha));
        yield return ("Latency", $"at most {Say(strategy.LatencyRatio)} times the baseline's, and {ReportWords.Length(strategy.LatencyLimit)} for 99 of 100 units");
        yield return ("Throughput", $"{Say(strategy.HeadRoom)} times the live rate, at most {ReportWords.Length(strategy.MaxLag)} behind");
        yield return ("CPU time a record", $"at most {Say(strategy.CpuRatio)} times the baseline's");
        yield return ("Memory of a node", string.Create(CultureInfo.InvariantCulture, $"at most {strategy.MemoryRatio} times the baseline's and 64 MiB, and {strategy.MemoryLimit / 1048576.0:N0} MiB"));
        yield return ("Errors beyond the baseline", Say(strategy.ErrorTolerance));
        yield return ("Differences that nobody declared", Say(strategy.DiffTolerance));
        yield return ("Checks that are not required", string.Join(", ", strategy.Checks.Where(check => check.Value != CheckMode.Required).Select(check => $"{check.Key}: {check.Value}")));
    }

    private static string Say(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
