using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>The report of a deployment as one page: what happened, what was found, what it cost, and that no record is missing.</summary>
internal static class DeploymentReport
{
    /// <summary>The whole page. <paramref name="release"/> is null when the catalog has not got it any more.</summary>
    public static string Write(RolloutState state, Release? release, DateTimeOffset now)
    {
        var html = new HtmlText();
        html.Add($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Add($"<title>Deployment {state.Id}: {state.Release}</title>");
        AddStyle(html);
        html.Add($"</head><body><main>");
        AddSummary(html, state, release, now);
        AddTimeline(html, state);
        ReportChecks.Add(html, state);
        ReportDifferences.Add(html, state);
        ReportAccounts.Add(html, state);
        AddStrategy(html, state);
        html.Add($"</main></body></html>");
        return html.ToString();
    }

    // Word for word, because the browser is told the style's hash.
    private static void AddStyle(HtmlText html) => html.AddRaw("<style>" + ReportStyle.Css + "</style>");

    private static void AddSummary(HtmlText html, RolloutState state, Release? release, DateTimeOffset now)
    {
        html.Add($"<h1>Deployment {state.Id}: {state.Release} <span class=\"{ReportWords.Kind(state.Phase)}\">{state.Phase}</span></h1>");
        html.Add($"<p>{state.Outcome ?? $"{state.Phase} since {ReportWords.Moment(state.PhaseSince)}"}</p>");
        html.Add($"<div class=\"scroll\"><table>");
        Line("Asked for by", state.Actor);
        Line("Reason", state.Reason);
        Line("Started", ReportWords.Moment(state.StartedAt));
        Line("Took", ReportWords.Length((state.EndedAt ?? now) - state.StartedAt));
        Line("Before it", $"{state.Before.Release} on {state.Before.Color}, generation {state.Before.Generation}");
        Line("Switched to", state.Switched is { } switched ? $"{switched.Release} on {switched.Color}, generation {switched.Generation}" : "not switched");
        Line("Gone back to", state.Restored is { } restored ? $"{restored.Release} on {restored.Color}, generation {restored.Generation}" : string.Empty);
        Line("Approved by", state.ApprovedBy);
        Line("Rollback", state.IsNotReversible ? "not safe: the release before may not be able to read what this one wrote" : string.Empty);
        Line("Drain", state.IsDrainOverdue ? "took longer than allowed" : string.Empty);
        Line("Old slot warm until", state.WarmUntil is { } until ? ReportWords.Moment(until) : string.Empty);
        Line("Notes of the release", release?.Notes);
        Line("Changes that are meant", string.Join(", ", (release?.ExpectedChanges ?? []).Select(change => change.Service is null ? change.Field : $"{change.Field} of {change.Service}")));
        html.Add($"</table></div>");

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                html.Add($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
            }
        }
    }

    private static void AddTimeline(HtmlText html, RolloutState state)
    {
        html.Add($"<h2>What happened</h2><div class=\"scroll\"><table><tr><th>When</th><th>Phase</th><th>Who</th><th>What</th></tr>");
        foreach (var entry in state.Timeline)
        {
            html.Add($"<tr><td class=\"time\">{ReportWords.Moment(entry.At)}</td><td class=\"{ReportWords.Kind(entry.Phase)}\">{entry.Phase}</td><td>{entry.Actor}</td><td>{entry.Message}</td></tr>");
        }

        html.Add($"</table></div>");
    }

    private static void AddStrategy(HtmlText html, RolloutState state)
    {
        html.Add($"<h2>Strategy</h2><div class=\"scroll\"><table>");
        foreach (var (name, value) in ReportStrategy.Lines(state.Strategy))
        {
            html.Add($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
        }

        html.Add($"</table></div>");
    }
}
