using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Rendering;

/// <summary>Two releases side by side.</summary>
internal static class ReleaseDiffView
{
    /// <summary>Prints <c>/api/v1/releases/A/diff/B</c>.</summary>
    public static async Task ShowAsync(Terminal terminal, JsonElement diff)
    {
        var same = true;
        if (diff.Text("rules") is { Length: > 0 } rules)
        {
            same = false;
            await terminal.Out.WriteLineAsync(terminal.Ink.Paint(Tint.Bold, "rules"));
            foreach (var line in PlainText.Lines(rules))
            {
                var tint = line.StartsWith('+') ? Tint.Green : line.StartsWith('-') ? Tint.Red : Tint.Plain;
                await terminal.Out.WriteLineAsync("  " + terminal.Ink.Paint(tint, line));
            }
        }

        foreach (var (name, title) in new[] { ("files", "worker files"), ("samples", "samples"), ("expectedChanges", "expected changes") })
        {
            same &= !await ShowSetAsync(terminal, title, diff.Member(name));
        }

        if (same)
        {
            terminal.Note("The two releases are the same.");
        }
    }

    private static async Task<bool> ShowSetAsync(Terminal terminal, string title, JsonElement set)
    {
        var lines = new List<string>();
        foreach (var (name, sign, tint) in new[] { ("removed", '-', Tint.Red), ("added", '+', Tint.Green), ("changed", '~', Tint.Yellow) })
        {
            lines.AddRange(set.Items(name).Select(item => terminal.Ink.Paint(tint, $"  {sign} {PlainText.OneLine(item.ToString())}")));
        }

        if (lines.Count == 0)
        {
            return false;
        }

        await terminal.Out.WriteLineAsync(terminal.Ink.Paint(Tint.Bold, title));
        foreach (var line in lines)
        {
            await terminal.Out.WriteLineAsync(line);
        }

        return true;
    }
}
