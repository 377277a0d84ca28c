using System.Globalization;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using Spectre.Console;
using Color = Spectre.Console.Color;

namespace LogPlatform.Cli.Rendering;

/// <summary>Releases as tables.</summary>
internal static class ReleaseView
{
    /// <summary>Draws all releases.</summary>
    public static Table List(IEnumerable<Release> releases, ReleaseId active)
    {
        var table = Tables.Create("release", "made", "by", "worker", "rules", ">samples", "notes");
        foreach (var release in releases)
        {
            var isActive = release.Id == active;
            table.AddRow(
                Tables.Cell(release.Id.Name + (isActive ? " *" : string.Empty), isActive ? Color.Green : null),
                Tables.Cell(Time(release.CreatedAt)),
                Tables.Cell(release.CreatedBy),
                Tables.Cell(release.Artifact.Short),
                Tables.Cell(release.Configuration.Short),
                Tables.Cell(Figures.Count(release.Samples)),
                Tables.Cell(release.Notes));
        }

        return table;
    }

    /// <summary>Draws one release.</summary>
    public static Grid Create(Release release)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Add(grid, "release", release.Id.Name);
        Add(grid, "made", $"{Time(release.CreatedAt)} by {release.CreatedBy}");
        Add(grid, "notes", release.Notes);
        Add(grid, "worker", release.Artifact.Hex);
        Add(grid, "rules", release.Configuration.Hex);
        Add(grid, "everything", release.Fingerprint.Hex);
        Add(grid, "samples", Figures.Count(release.Samples));
        foreach (var change in release.ExpectedChanges)
        {
            Add(grid, "expected change", change.Service is { } service ? $"{change.Field} of service {service}" : change.Field);
        }

        return grid;
    }

    private static void Add(Grid grid, string name, string text) => grid.AddRow(Tables.Cell(name, Color.Grey), Tables.Cell(text));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
