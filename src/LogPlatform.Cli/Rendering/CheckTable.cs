using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using Spectre.Console;

namespace LogPlatform.Cli.Rendering;

/// <summary>The checks of a stage as a table.</summary>
internal static class CheckTable
{
    /// <summary>Draws what the checks say.</summary>
    public static Table Create(IEnumerable<CheckReport> reports, Strategy strategy)
    {
        var table = Tables.Create("check", "verdict", ">samples", "what was found");
        foreach (var report in reports)
        {
            var advisory = strategy.ModeOf(report.Check) == CheckMode.Advisory;
            table.AddRow(
                Tables.Cell(report.Check + (advisory ? " (advisory)" : string.Empty)),
                Tables.Cell(VerdictWords.Of(report.Verdict), VerdictWords.ColorOf(report.Verdict)),
                Tables.Cell(Samples(report)),
                Tables.Cell(report.Summary));
        }

        return table;
    }

    private static string Samples(CheckReport report) => report.MinSamples > report.Samples
        ? $"{Figures.Count(report.Samples)} of {Figures.Count(report.MinSamples, report.SampleUnit)}"
        : report.SampleUnit.Length > 0 ? Figures.Count(report.Samples, report.SampleUnit) : Figures.Count(report.Samples);
}
