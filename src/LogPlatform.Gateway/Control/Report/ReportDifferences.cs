using System.Globalization;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>The differences between the releases' records in a report.</summary>
internal static class ReportDifferences
{
    /// <summary>Adds them, a table for each check that found some.</summary>
    public static void Add(HtmlText html, RolloutState state)
    {
        foreach (var check in state.Checks.Where(check => check.Changes.Count > 0))
        {
            html.Add($"<h2>Differences found {(check.Stage == CheckStage.Bake ? "after the switch" : "before the switch")}</h2>");
            html.Add($"<div class=\"scroll\"><table><tr><th>Service</th><th>Field</th><th>How</th><th class=\"number\">Records</th><th>Held</th><th>Before</th><th>After</th></tr>");
            foreach (var change in check.Changes)
            {
                AddChange(html, change);
            }

            html.Add($"</table></div>");
        }
    }

    private static void AddChange(HtmlText html, FieldChange change)
    {
        var records = string.Create(CultureInfo.InvariantCulture, $"{change.Records:N0} of {change.Compared:N0} ({ReportWords.Share(change.Records, change.Compared)})");
        var kind = change.Disposition == ChangeDisposition.Unexpected ? "bad" : "dim";
        html.Add($"<tr><td>{change.Service}</td><td>{change.Field}</td><td>{change.Kind}</td><td class=\"number\">{records}</td><td class=\"{kind}\">{change.Disposition}</td>");
        AddExample(html, change.Examples is [var first, ..] ? first : null);
        foreach (var example in change.Examples.Skip(1))
        {
            html.Add($"<tr><td colspan=\"5\"></td>");
            AddExample(html, example);
        }
    }

    private static void AddExample(HtmlText html, ChangeExample? example) =>
        html.Add($"<td class=\"value\">{example?.Before ?? "(none)"}</td><td class=\"value\">{example?.After ?? "(none)"}</td></tr>");
}
