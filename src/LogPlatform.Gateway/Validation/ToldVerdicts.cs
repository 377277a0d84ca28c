using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation;

/// <summary>The verdicts that were told. Not thread-safe.</summary>
internal sealed class ToldVerdicts
{
    private readonly Dictionary<string, Verdict> _told = [];

    /// <summary>The reports whose verdict is another than the one that was told, which they now are. Before the first one it is known that there is no verdict.</summary>
    public IReadOnlyList<CheckReport> Changed(IReadOnlyList<CheckReport> reports)
    {
        var changed = reports.Where(report => report.Verdict != _told.GetValueOrDefault(report.Check, Verdict.Inconclusive)).ToList();
        changed.ForEach(report => _told[report.Check] = report.Verdict);
        return changed;
    }
}
