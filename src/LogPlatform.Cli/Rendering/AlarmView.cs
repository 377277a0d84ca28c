using System.Text.Json;
using LogPlatform.Cli.Api;
using Spectre.Console;

namespace LogPlatform.Cli.Rendering;

/// <summary>What needs a person.</summary>
internal static class AlarmView
{
    /// <summary>Draws alarms, one a line.</summary>
    public static Paragraph Create(IEnumerable<JsonElement> alarms)
    {
        var lines = new Paragraph();
        var first = true;
        foreach (var alarm in alarms)
        {
            lines.Append(first ? string.Empty : "\n");
            lines.Append($"ALARM {PlainText.OneLine(alarm.Text("name") ?? "-")}", new Style(Color.Red, decoration: Decoration.Bold));
            lines.Append($" since {PlainText.OneLine(alarm.Text("since") ?? "-")}: {PlainText.OneLine(alarm.Text("message") ?? "-")}");
            lines.Append(alarm.Flag("blocksDeployments") == true ? " No deployment can start meanwhile." : string.Empty);
            first = false;
        }

        return lines;
    }
}
