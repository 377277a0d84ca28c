using System.Globalization;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogPlatform.Cli.Rendering;

/// <summary>The full report of a deployment: course, checks, differences, timings, ledger.</summary>
internal static class ReportView
{
    /// <summary>Draws the report.</summary>
    public static IRenderable Create(RolloutState state)
    {
        var parts = new List<IRenderable> { Head(state), Timeline(state) };
        foreach (var stage in state.Checks.GroupBy(report => report.Stage))
        {
            parts.Add(Heading(stage.Key == CheckStage.Validation ? "Checks before the switch" : "Checks after the switch"));
            parts.Add(CheckTable.Create(stage, state.Strategy));
            foreach (var report in stage.Where(report => report.Changes.Count > 0))
            {
                parts.Add(Heading($"Differences ({report.Check})"));
                parts.Add(ChangeTable.Create(report.Changes));
            }
        }

        AddTimings(parts, state);
        if (state.Ledger is { } ledger)
        {
            parts.Add(Heading(ledger.IsBalanced ? "Ledger: balanced" : "Ledger: NOT balanced"));
            parts.Add(LedgerView.Create(ledger));
        }

        return new Rows(parts);
    }

    private static Grid Head(RolloutState state)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Add(grid, "deployment", $"{state.Id} of release {state.Release}, from {state.Before.Release} (generation {state.Before.Generation}, {state.Before.Color})");
        Add(grid, "asked for by", $"{state.Actor} at {Time(state.StartedAt)}{(state.Reason.Length > 0 ? ": " + state.Reason : string.Empty)}");
        Add(grid, "state", state.Phase.ToString(), PhaseWords.ColorOf(state.Phase));
        if (state.Outcome is { } outcome)
        {
            Add(grid, "outcome", outcome);
        }

        if (state.ApprovedBy is { } approver)
        {
            Add(grid, "approved by", approver);
        }

        if (state.EndedAt is { } ended)
        {
            Add(grid, "ended", $"{Time(ended)}, after {Figures.Duration(ended - state.StartedAt)}");
        }

        return grid;
    }

    private static Table Timeline(RolloutState state)
    {
        var table = Tables.Create("time", "phase", "by", "what happened");
        foreach (var entry in state.Timeline)
        {
            table.AddRow(Tables.Cell(Time(entry.At)), Tables.Cell(entry.Phase.ToString(), PhaseWords.ColorOf(entry.Phase)), Tables.Cell(entry.Actor), Tables.Cell(entry.Message));
        }

        return table;
    }

    private static void AddTimings(List<IRenderable> parts, RolloutState state)
    {
        if (state.SwitchTiming is null && state.RollbackTiming is null)
        {
            return;
        }

        var table = Tables.Create("", ">from the decision to the publication", ">last lease on the old slot", ">last unit on the old slot");
        foreach (var (name, timing) in new[] { ("switch", state.SwitchTiming), ("rollback", state.RollbackTiming) })
        {
            if (timing is not null)
            {
                table.AddRow(
                    Tables.Cell(name),
                    Tables.Cell(Figures.Duration(timing.Command)),
                    Tables.Cell(Figures.Duration(timing.Converged)),
                    Tables.Cell(timing.Drained is { } drained ? Figures.Duration(drained) : null));
            }
        }

        parts.Add(Heading("How long the switch took"));
        parts.Add(table);
    }

    private static Text Heading(string text) => new("\n" + PlainText.OneLine(text), new Style(decoration: Decoration.Bold));

    private static void Add(Grid grid, string name, string text, Color? color = null) => grid.AddRow(Tables.Cell(name, Color.Grey), Tables.Cell(text, color));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
