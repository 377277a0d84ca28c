using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Core.Ledger;
using Spectre.Console;

namespace LogPlatform.Cli.Rendering;

/// <summary>The ledger as a table.</summary>
internal static class LedgerView
{
    /// <summary>Draws <c>/api/v1/ledger</c>.</summary>
    public static Table Create(JsonElement ledger)
    {
        var table = Tables.Create(">generation", "release", ">batches", ">committed", ">quarantined", ">dropped by rule", ">in flight");
        foreach (var generation in ledger.Items("generations"))
        {
            table.AddRow(
                Tables.Cell(Count(generation, "generation")),
                Tables.Cell(generation.Text("release")),
                Tables.Cell(Count(generation, "batches")),
                Tables.Cell(Count(generation, "committed")),
                Tables.Cell(Count(generation, "quarantined")),
                Tables.Cell(Count(generation, "dropped")),
                Tables.Cell(generation.Number("inFlight") is { } inFlight ? Figures.Count(inFlight) : null));
        }

        return table;
    }

    /// <summary>Draws the closed ledger of a deployment.</summary>
    public static Table Create(DeploymentLedger ledger)
    {
        var table = Tables.Create(">generation", "release", ">accepted", ">committed", ">quarantined", ">dropped by rule", ">in flight", "");
        foreach (var account in ledger.Generations)
        {
            table.AddRow(
                Tables.Cell(account.Generation.ToString()),
                Tables.Cell(account.Totals.Release.Name),
                Tables.Cell(Figures.Count(account.Accepted)),
                Tables.Cell(Figures.Count(account.Totals.Committed)),
                Tables.Cell(Figures.Count(account.Totals.Quarantined)),
                Tables.Cell(Figures.Count(account.Totals.Dropped)),
                Tables.Cell(Figures.Count(account.InFlight)),
                Tables.Cell(account.IsSealed ? "sealed" : "open"));
        }

        return table;
    }

    /// <summary>The equation in words, with its verdict.</summary>
    public static string Verdict(JsonElement ledger)
    {
        var balanced = ledger.Flag("balanced") == true;
        var equation = $"accepted {Count(ledger, "accepted")} {(balanced ? "=" : "!=")} committed {Count(ledger, "committed")} + quarantined {Count(ledger, "quarantined")}"
            + $" + dropped by rule {Count(ledger, "dropped")} + in flight {Count(ledger, "inFlight")}";
        var difference = Value(ledger, "accepted") - Value(ledger, "committed") - Value(ledger, "quarantined") - Value(ledger, "dropped") - Value(ledger, "inFlight");
        var waiting = ledger.Number("waiting") is > 0 and var records ? $" ({Figures.Count(records)} of those wait for a worker)" : string.Empty;
        return balanced ? $"The ledger is balanced: {equation}{waiting}."
            : difference > 0 ? $"The ledger is NOT balanced: {equation}; {Figures.Count(difference, "record")} unaccounted for."
            : difference < 0 ? $"The ledger is NOT balanced: {equation}; {Figures.Count(-difference, "record")} too many."
            : $"The ledger is NOT balanced, says the server: {equation}.";
    }

    private static string Count(JsonElement element, string name) => Figures.Count(Value(element, name));

    private static long Value(JsonElement element, string name) => element.Number(name) ?? 0;
}
