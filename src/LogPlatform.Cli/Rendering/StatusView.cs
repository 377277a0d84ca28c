using System.Globalization;
using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Core.Rollouts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogPlatform.Cli.Rendering;

/// <summary>The platform's status as tables.</summary>
internal static class StatusView
{
    /// <summary>Draws <c>/api/v1/status</c>.</summary>
    /// <param name="status">The status.</param>
    /// <param name="now">The time.</param>
    /// <param name="deployment">The last deployment; null when there was none.</param>
    /// <param name="mirror">What <c>/api/v1/mirror</c> says; undefined when it was not asked.</param>
    public static IRenderable Create(JsonElement status, DateTimeOffset now, RolloutState? deployment = null, JsonElement mirror = default)
    {
        var parts = new List<IRenderable> { Headline(status, now) };
        if (status.Items("alarms").ToArray() is { Length: > 0 } alarms)
        {
            parts.Add(AlarmView.Create(alarms));
        }

        parts.Add(Nodes(status));
        parts.Add(Stores(status));
        if (deployment is not null)
        {
            parts.Add(DeploymentView.Create(deployment, now, mirror));
        }

        return new Rows(parts);
    }

    private static Paragraph Headline(JsonElement status, DateTimeOffset now)
    {
        var pointer = status.Member("pointer");
        var color = pointer.Text("color");
        var line = new Paragraph();
        line.Append(color ?? "no slot", new Style(TintOf(color), decoration: Decoration.Bold));
        line.Append($" serves generation {pointer.Number("generation")}, release {PlainText.OneLine(pointer.Text("release") ?? "-")}, since {Age(pointer.Text("since"), now)}.");
        line.Append(status.Flag("dispatching") == false ? " Not dispatching: what comes in waits in the journal." : string.Empty, new Style(Color.Yellow));
        line.Append($" Up {Age(status.Text("startedAt"), now)}, version {Short(status.Text("version"))}.\n");
        return line;
    }

    private static Table Nodes(JsonElement status)
    {
        // Where a release brings its own program, the release says it all.
        var hasBuilds = status.Items("slots").SelectMany(slot => slot.Items("nodes")).Any(node => node.Text("build") is not null);
        string[] build = hasBuilds ? ["build"] : [];
        var table = Tables.Create(["slot", "release", ">leases", "node", "state", .. build, ">pid", ">restarts", ">in flight", ">units", ">CPU s", ">memory"]);
        foreach (var slot in status.Items("slots"))
        {
            var color = slot.Text("color");
            var head = new[]
            {
                Tables.Cell(color + (slot.Flag("active") == true ? " *" : string.Empty), TintOf(color)),
                Tables.Cell(slot.Text("release") ?? "empty"),
                Tables.Cell(Count(slot, "leasesInFlight")),
            };
            var nodes = slot.Items("nodes").ToArray();
            if (nodes.Length == 0)
            {
                table.AddRow([.. head]);
            }

            for (var i = 0; i < nodes.Length; i++)
            {
                table.AddRow([.. i == 0 ? head : [Tables.Cell(string.Empty), Tables.Cell(string.Empty), Tables.Cell(string.Empty)], .. NodeCells(nodes[i], hasBuilds)]);
            }
        }

        return table;
    }

    private static IRenderable[] NodeCells(JsonElement node, bool hasBuilds)
    {
        var state = node.Text("state");
        IRenderable[] build = hasBuilds ? [Tables.Cell(Short(node.Text("build")))] : [];
        return
        [
            Tables.Cell(node.Text("name")),
            Tables.Cell(state, state switch { "Ready" => Color.Green, "Starting" or "Restarting" => Color.Yellow, _ => Color.Red }),
            .. build,
            Tables.Cell(node.Number("processId")?.ToString(CultureInfo.InvariantCulture)),
            Tables.Cell(Count(node, "restarts"), node.Number("restarts") > 0 ? Color.Yellow : null),
            Tables.Cell(Count(node, "unitsInFlight")),
            Tables.Cell(Count(node, "units")),
            Tables.Cell((node.Real("cpuSeconds") ?? 0).ToString("0.0", CultureInfo.InvariantCulture)),
            Tables.Cell(node.Number("residentBytes") is { } bytes and > 0 ? Figures.Bytes(bytes) : null),
        ];
    }

    private static Table Stores(JsonElement status)
    {
        var (intake, journal, store) = (status.Member("intake"), status.Member("journal"), status.Member("store"));
        var table = Tables.Create("where", ">records", ">bytes", "state");
        table.AddRow(
            Tables.Cell("taken in since start"),
            Tables.Cell(Count(intake, "records")),
            Tables.Cell(Size(intake, "bytes")),
            Tables.Cell($"{Figures.Count(intake.Number("batches") ?? 0, "request")}, {Count(intake, "rejected")} refused"));
        var backlog = journal.Number("backlogRecords") ?? 0;
        table.AddRow(
            Tables.Cell("journal"),
            Tables.Cell(Count(journal, "acceptedRecords")),
            Tables.Cell(Size(journal, "acceptedBytes")),
            Tables.Cell(
                $"batch {Count(journal, "lastBatch")}, {Figures.Count(backlog, "record")} waiting, {Size(journal, "diskBytes")} on disk",
                backlog > 100_000 ? Color.Yellow : null));
        var quarantined = store.Number("quarantined") ?? 0;
        table.AddRow(
            Tables.Cell("store"),
            Tables.Cell(Count(store, "rows")),
            Tables.Cell(Size(store, "bytes")),
            Tables.Cell(
                $"{Figures.Count(store.Number("blocks") ?? 0, "block")}, durable to batch {Count(store, "watermark")}, {Figures.Count(quarantined)} in quarantine",
                quarantined > 0 ? Color.Yellow : null));
        return table;
    }

    // A build's version ends with a commit of 40 digits; seven name it.
    private static string Short(string? version)
    {
        var text = PlainText.OneLine(version ?? "-");
        var commit = text.IndexOf('+', StringComparison.Ordinal);
        return commit >= 0 && text.Length > commit + 8 ? text[..(commit + 8)] : text;
    }

    private static Color TintOf(string? color) => color switch { "Blue" => Color.Blue, "Green" => Color.Green, _ => Color.Grey };

    private static string Count(JsonElement element, string name) => Figures.Count(element.Number(name) ?? 0);

    private static string Size(JsonElement element, string name) => Figures.Bytes(element.Number(name) ?? 0);

    private static string Age(string? time, DateTimeOffset now) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var then) && now > then
            ? Figures.Duration(now - then)
            : "a moment";
}
