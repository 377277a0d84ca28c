using System.CommandLine.Parsing;
using System.Globalization;

namespace LogPlatform.Cli.App;

/// <summary>Durations as people type them: <c>500ms</c>, <c>30s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>; a bare number means seconds.</summary>
internal static class DurationArgument
{
    /// <summary>Parses an option's value.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, out var duration))
        {
            return duration;
        }

        result.AddError($"'{text}' is no duration: write 500ms, 30s, 15m, 2h or 7d");
        return null;
    }

    /// <summary>Accepts a number with a unit.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.AsSpan().TrimEnd("mshd");
        double? unit = text[digits.Length..] switch
        {
            "ms" => 0.001,
            "s" or "" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86400,
            _ => null,
        };
        if (unit is null
            || !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || !(number * unit.Value <= TimeSpan.FromDays(36500).TotalSeconds))
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(number * unit.Value);
        return true;
    }
}
