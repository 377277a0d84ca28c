using System.Globalization;
using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Rendering;

/// <summary>Prints records: as lines for people, or as one JSON object a line for programs.</summary>
/// <param name="session">Where to, and in which form.</param>
/// <param name="wide">Whether all attributes follow the line.</param>
internal sealed class RecordPrinter(Session session, bool wide)
{
    private const int ServiceWidth = 12;

    private readonly Terminal _terminal = session.Terminal;
    private readonly Ink _ink = session.Terminal.Ink;

    /// <summary>Prints one record.</summary>
    public async Task PrintAsync(JsonElement record)
    {
        if (session.Json)
        {
            await _terminal.Out.WriteLineAsync(record.GetRawText());
            return;
        }

        await _terminal.Out.WriteLineAsync(Line(record));
        if (wide)
        {
            await PrintDetailsAsync(record);
        }
    }

    private string Line(JsonElement record)
    {
        var severity = record.Text("severity") ?? record.Text("severityText") ?? "-";
        var service = PlainText.OneLine(record.Member("resource").Text("service.name") ?? "-");
        var time = _ink.Paint(Tint.Dim, TimeOf(record));
        var level = _ink.Paint(SeverityTint.Of(severity), PlainText.OneLine(severity).PadRight(5));
        return $"{time} {level} {_ink.Paint(Tint.Cyan, service.PadRight(ServiceWidth))} {PlainText.OneLine(BodyOf(record))}";
    }

    // Milliseconds are enough for the eye; --wide and --json have all digits.
    private static string TimeOf(JsonElement record) =>
        record.Text("time") is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : "no time                 ";

    private static string BodyOf(JsonElement record) => record.Member("body") switch
    {
        { ValueKind: JsonValueKind.Undefined } => record.Text("eventName") ?? string.Empty,
        { ValueKind: JsonValueKind.String } body => body.GetString()!,
        var body => body.GetRawText(),
    };

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private async Task PrintDetailsAsync(JsonElement record)
    {
        foreach (var member in record.EnumerateObject())
        {
            switch (member.Name)
            {
                case "severity" or "severityNumber":
                    break;
                case "body" when member.Value.ValueKind != JsonValueKind.String || !TextOf(member.Value).Contains('\n', StringComparison.Ordinal):
                    break;
                case "attributes" or "resource" or "scope" when member.Value.ValueKind == JsonValueKind.Object:
                    await PrintGroupAsync(member.Name == "attributes" ? string.Empty : member.Name + ".", member.Value);
                    break;
                default:
                    await PrintDetailAsync(member.Name, member.Value);
                    break;
            }
        }
    }

    private async Task PrintGroupAsync(string prefix, JsonElement group)
    {
        foreach (var member in group.EnumerateObject())
        {
            await PrintDetailAsync(prefix + member.Name, member.Value);
        }
    }

    private async Task PrintDetailAsync(string name, JsonElement value)
    {
        var lines = PlainText.Lines(TextOf(value)).ToArray();
        await _terminal.Out.WriteLineAsync($"    {_ink.Paint(Tint.Blue, PlainText.OneLine(name))} = {lines[0]}");
        foreach (var line in lines.Skip(1))
        {
            await _terminal.Out.WriteLineAsync($"      {line}");
        }
    }
}
