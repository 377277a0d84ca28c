using System.Globalization;
using LogPlatform.Core.Validation;
using Spectre.Console;

namespace LogPlatform.Cli.Rendering;

/// <summary>Differences between two releases as a table.</summary>
internal static class ChangeTable
{
    private const int Most = 50;
    private const int MostText = 60;

    /// <summary>Draws the differences, each with its first example.</summary>
    public static Table Create(IReadOnlyList<FieldChange> changes)
    {
        var table = Tables.Create("field", "service", ">records", "", "before", "after");
        foreach (var change in changes.Take(Most))
        {
            var example = change.Examples.Count > 0 ? change.Examples[0] : null;
            table.AddRow(
                Tables.Cell(change.Field),
                Tables.Cell(change.Service),
                Tables.Cell(Share(change)),
                Tables.Cell(Held(change.Disposition), change.Disposition == ChangeDisposition.Unexpected ? Color.Red : Color.Grey),
                Tables.Cell(Short(example?.Before, change.Kind == ChangeKind.Added)),
                Tables.Cell(Short(example?.After, change.Kind == ChangeKind.Removed)));
        }

        if (changes.Count > Most)
        {
            table.Caption($"and {Figures.Count(changes.Count - Most)} more: --json shows all");
        }

        return table;
    }

    /// <summary>How many of the service's records differ so.</summary>
    public static string Share(FieldChange change)
    {
        var share = change.Compared > 0 ? 100.0 * change.Records / change.Compared : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{share:0.##}% ({Figures.Count(change.Records)} of {Figures.Count(change.Compared)})");
    }

    private static string Held(ChangeDisposition disposition) => disposition switch
    {
        ChangeDisposition.Expected => "declared",
        ChangeDisposition.Noise => "noise",
        _ => "unexpected",
    };

    private static string Short(string? text, bool isMissing) => text is null ? (isMissing ? "(none)" : "-")
        : text.Length <= MostText ? text
        : text[..MostText] + "…";
}
