using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Rendering;

/// <summary>One colour for each severity, everywhere.</summary>
internal static class SeverityTint
{
    /// <summary>The colour of a severity by its short name; a number behind it (WARN2) changes nothing.</summary>
    public static Tint Of(string? severity) => severity switch
    {
        null or "" => Tint.Plain,
        _ when severity.StartsWith("FATAL", StringComparison.OrdinalIgnoreCase) => Tint.Magenta,
        _ when severity.StartsWith("ERROR", StringComparison.OrdinalIgnoreCase) => Tint.Red,
        _ when severity.StartsWith("WARN", StringComparison.OrdinalIgnoreCase) => Tint.Yellow,
        _ when severity.StartsWith("INFO", StringComparison.OrdinalIgnoreCase) => Tint.Green,
        _ => Tint.Dim,
    };
}
