using System.Globalization;
using LogPlatform.Cli.App;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Validation;
using Spectre.Console;

namespace LogPlatform.Cli.Rendering;

/// <summary>What a rehearsal found.</summary>
internal static class RehearsalView
{
    /// <summary>Prints a rehearsal that is over.</summary>
    public static void Show(Terminal terminal, Rehearsal rehearsal)
    {
        if (rehearsal.Changes.Count > 0)
        {
            terminal.Console.Write(ChangeTable.Create(rehearsal.Changes));
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Add(grid, "compared", $"{Figures.Count(rehearsal.Records, "record")} of {Figures.Count(rehearsal.BatchesDone)} batches, release {rehearsal.Release} beside {rehearsal.Baseline}{Gone(rehearsal)}");
        Add(grid, "different", $"{Figures.Count(rehearsal.RecordsDifferent, "record")}", rehearsal.RecordsDifferent > 0 ? Color.Yellow : Color.Green);
        Add(grid, "speed", Speed(rehearsal));
        Add(grid, "quarantined", $"{Figures.Count(rehearsal.ReleaseSum.Quarantined)}, the baseline {Figures.Count(rehearsal.BaselineSum.Quarantined)}");
        Add(grid, "dropped by rule", $"{Figures.Count(rehearsal.ReleaseSum.Dropped)}, the baseline {Figures.Count(rehearsal.BaselineSum.Dropped)}");
        Add(grid, "failures", Figures.Count(rehearsal.Failures, "unit"), rehearsal.Failures > 0 ? Color.Red : null);
        terminal.Console.Write(grid);
    }

    /// <summary>The release's time and CPU beside the baseline's, as factors.</summary>
    public static string Speed(Rehearsal rehearsal)
    {
        var time = Ratio(rehearsal.ReleaseSum.ServiceTime, rehearsal.BaselineSum.ServiceTime);
        var cpu = Ratio(rehearsal.ReleaseSum.CpuTime, rehearsal.BaselineSum.CpuTime);
        return time is null ? "unknown"
            : string.Create(CultureInfo.InvariantCulture, $"{time:0.00} times the baseline's time{(cpu is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {cpu:0.00} times its CPU"))}");
    }

    /// <summary>Whether it found anything that nobody declared.</summary>
    public static bool HasUnexpected(Rehearsal rehearsal) => rehearsal.Changes.Any(change => change.Disposition == ChangeDisposition.Unexpected);

    private static double? Ratio(TimeSpan release, TimeSpan baseline) => release > TimeSpan.Zero && baseline > TimeSpan.Zero ? release / baseline : null;

    private static string Gone(Rehearsal rehearsal) => rehearsal.BatchesGone > 0 ? $"; {Figures.Count(rehearsal.BatchesGone)} are not in the journal any more" : string.Empty;

    private static void Add(Grid grid, string name, string text, Color? color = null) => grid.AddRow(Tables.Cell(name, Color.Grey), Tables.Cell(text, color));
}
