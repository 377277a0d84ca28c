using System.Text.Json;
using LogPlatform.Cli.App;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogPlatform.Cli.Rendering;

/// <summary>How tables look, and how documents are printed for programs.</summary>
internal static class Tables
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A table with these columns; a column whose name starts with <c>&gt;</c> is aligned to the right.</summary>
    public static Table Create(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var name in columns)
        {
            var column = new TableColumn(new Text(name.TrimStart('>'), new Style(decoration: Decoration.Bold)));
            table.AddColumn(name.StartsWith('>') ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>A cell with text from anywhere: it is never markup, and never moves the cursor.</summary>
    public static IRenderable Cell(string? text, Color? color = null) =>
        new Text(PlainText.OneLine(text ?? "-"), color is { } given ? new Style(given) : Style.Plain);

    /// <summary>Prints what the server said as one JSON document.</summary>
    public static async Task PrintJsonAsync(Session session, JsonElement document) =>
        await session.Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(document, Indented));

    /// <summary>Prints an object of this tool as one JSON document.</summary>
    public static async Task PrintJsonAsync(Session session, object document) =>
        await session.Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(document, Indented));

    /// <summary>Prints a result that is one word: the word for people and shells, the whole document for programs.</summary>
    public static Task PrintResultAsync(Session session, JsonElement document, string word) =>
        session.Json ? PrintJsonAsync(session, document) : session.Terminal.Out.WriteLineAsync(PlainText.OneLine(word));
}
