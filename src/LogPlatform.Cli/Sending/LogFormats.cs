using System.Text;

namespace LogPlatform.Cli.Sending;

/// <summary>Names of formats, and how to tell the format of a file.</summary>
internal static class LogFormats
{
    private static readonly (string Name, LogFormat Format)[] Table =
    [
        ("ndjson", LogFormat.Ndjson),
        ("clef", LogFormat.Clef),
        ("otlp-json", LogFormat.OtlpJson),
        ("otlp-proto", LogFormat.OtlpProto),
        ("syslog", LogFormat.Syslog),
        ("text", LogFormat.Text),
    ];

    /// <summary>The names, for the command line.</summary>
    public static string[] Names { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>The format with a name.</summary>
    public static LogFormat Named(string name) => Table.First(entry => entry.Name == name).Format;

    /// <summary>The name of a format.</summary>
    public static string NameOf(LogFormat format) => Table.First(entry => entry.Format == format).Name;

    /// <summary>The format a file's name tells (<c>.gz</c> aside); None when it does not.</summary>
    public static LogFormat OfFile(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".ndjson" or ".jsonl" => LogFormat.Ndjson,
            ".clef" => LogFormat.Clef,
            ".pb" or ".binpb" or ".otlp" => LogFormat.OtlpProto,
            ".syslog" => LogFormat.Syslog,
            ".txt" => LogFormat.Text,

            // .json is several things and .log is anything: look inside.
            _ => LogFormat.None,
        };
    }

    /// <summary>The format that the first bytes look like; text when like nothing else.</summary>
    public static LogFormat OfContent(ReadOnlySpan<byte> start)
    {
        var end = start.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? start : start[..end]).TrimStart('\uFEFF', ' ', '\t', '\r');
        return line switch
        {
            _ when start.Length > 2 && start[0] == 0x0A && start.Contains((byte)0x12) && start[..Math.Min(start.Length, 64)].IndexOfAnyInRange((byte)0, (byte)8) >= 0 => LogFormat.OtlpProto,
            ['{', ..] when line.Contains("\"resourceLogs\"", StringComparison.Ordinal) || Contains(start, "\"resourceLogs\"") => LogFormat.OtlpJson,
            ['{', ..] when line.Contains("\"@t\"", StringComparison.Ordinal) => LogFormat.Clef,
            ['{', ..] => LogFormat.Ndjson,
            ['<', >= '0' and <= '9', ..] when line.IndexOf('>') is > 1 and < 5 => LogFormat.Syslog,
            _ => LogFormat.Text,
        };
    }

    // A pretty-printed request has the name on a later line.
    private static bool Contains(ReadOnlySpan<byte> start, string name) => start.IndexOf(Encoding.UTF8.GetBytes(name)) is >= 0 and < 256;
}
