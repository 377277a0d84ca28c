using LogPlatform.Core.Ledger;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>What switching took, and the closed ledger.</summary>
internal static class ReportAccounts
{
    /// <summary>Adds both, as far as they are known.</summary>
    public static void Add(HtmlText html, RolloutState state)
    {
        if (state.SwitchTiming is not null || state.RollbackTiming is not null)
        {
            html.Add($"<h2>How long switching took</h2><div class=\"scroll\"><table><tr><th></th><th class=\"number\">Command to pointer</th><th class=\"number\">Pointer to last lease granted</th><th class=\"number\">Pointer to drained</th></tr>");
            AddTiming(html, "Switch", state.SwitchTiming);
            AddTiming(html, "Rollback", state.RollbackTiming);
            html.Add($"</table></div>");
        }

        if (state.Ledger is { } ledger)
        {
            AddLedger(html, ledger);
        }
    }

    private static void AddTiming(HtmlText html, string name, SwitchTiming? timing)
    {
        if (timing is not null)
        {
            html.Add($"<tr><td>{name}</td><td class=\"number\">{ReportWords.Length(timing.Command)}</td><td class=\"number\">{ReportWords.Length(timing.Converged)}</td><td class=\"number\">{ReportWords.Length(timing.Drained)}</td></tr>");
        }
    }

    private static void AddLedger(HtmlText html, DeploymentLedger ledger)
    {
        html.Add($"<h2>Ledger</h2><div class=\"scroll\"><table><tr><th class=\"number\">Generation</th><th>Release</th><th class=\"number\">Accepted</th><th class=\"number\">Committed</th><th class=\"number\">Quarantined</th><th class=\"number\">Dropped by rule</th><th class=\"number\">In flight</th><th>State</th></tr>");
        foreach (var account in ledger.Generations)
        {
            var totals = account.Totals;
            html.Add($"<tr><td class=\"number\">{account.Generation}</td><td>{totals.Release}</td><td class=\"number\">{account.Accepted:N0}</td><td class=\"number\">{totals.Committed:N0}</td><td class=\"number\">{totals.Quarantined:N0}</td>");
            html.Add($"<td class=\"number\">{totals.Dropped:N0}</td><td class=\"number\">{account.InFlight:N0}</td><td>{(account.IsSealed ? "closed" : "open")}</td></tr>");
        }

        html.Add($"</table></div><p class=\"{(ledger.IsBalanced ? "good" : "bad")}\">{(ledger.IsBalanced ? "Balanced: no record is missing and none is double." : "NOT balanced.")} Drawn up {ReportWords.Moment(ledger.At)}.</p>");
    }
}
