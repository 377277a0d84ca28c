using System.Globalization;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>The checks in a report.</summary>
internal static class ReportChecks
{
    /// <summary>Adds them, a table for each stage that was run.</summary>
    public static void Add(HtmlText html, RolloutState state)
    {
        foreach (var stage in state.Checks.GroupBy(check => check.Stage).OrderBy(stage => stage.Key))
        {
            html.Add($"<h2>{(stage.Key == CheckStage.Bake ? "Checks after the switch" : "Checks before the switch")}</h2>");
            html.Add($"<div class=\"scroll\"><table><tr><th>Check</th><th>Verdict</th><th>What was found</th><th class=\"number\">Samples</th><th>Figures</th></tr>");
            foreach (var check in stage)
            {
                AddCheck(html, check, state.Strategy.ModeOf(check.Check));
            }

            html.Add($"</table></div>");
        }
    }

    private static void AddCheck(HtmlText html, CheckReport check, CheckMode mode)
    {
        html.Add($"<tr><td>{check.Check}<br><span class=\"dim\">{mode}</span></td><td class=\"{ReportWords.Kind(check.Verdict)}\">{check.Verdict}</td><td>{check.Summary}</td>");
        html.Add($"<td class=\"number\">{Samples(check)}</td><td>");
        foreach (var figure in check.Figures)
        {
            html.Add($"{figure.Name}: {figure.Value:#,0.####}<br>");
        }

        html.Add($"</td></tr>");
    }

    private static string Samples(CheckReport check) => check.MinSamples == 0 && check.Samples == 0
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"{check.Samples:N0} of {check.MinSamples:N0} {check.SampleUnit}");
}
