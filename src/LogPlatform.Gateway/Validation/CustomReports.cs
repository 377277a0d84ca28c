using System.Collections.Concurrent;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation;

/// <summary>What custom checks said last. Thread-safe.</summary>
internal sealed class CustomReports(CheckStage stage)
{
    private readonly ConcurrentDictionary<string, CheckReport> _reports = new();

    /// <summary>Takes in what a check says.</summary>
    public void Take(CheckReport report) => _reports[report.Check] = report;

    /// <summary>What a check said last; that nobody knows it, when nothing was ever said.</summary>
    public CheckReport Of(string check) => _reports.TryGetValue(check, out var report) ? report : new CheckReport
    {
        Check = check,
        Stage = stage,
        Verdict = Verdict.Inconclusive,
        Summary = "no check of this name is configured on this host",
        MinSamples = 1,
        SampleUnit = "answer",
    };
}
