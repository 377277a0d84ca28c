using System.Globalization;

namespace LogPlatform.Core.Filters.Values;

/// <summary>The names of severity numbers in OpenTelemetry's log data model: TRACE, TRACE2, ... FATAL4.</summary>
public static class SeverityName
{
    private static readonly string[] Ranges = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    /// <summary>Reads a number 1 to 24 or a name. A name without a digit covers its whole range, e.g. <c>WARN</c> is 13 to 16.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SeverityValue? severity)
    {
        severity = null;
        if (byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            severity = number is >= 1 and <= 24 ? new SeverityValue(number, number) : null;
            return severity is not null;
        }

        for (var range = 0; range < Ranges.Length; range++)
        {
            var name = Ranges[range];
            if (!text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var first = (byte)((range * 4) + 1);
            severity = text[name.Length..] switch
            {
                "" => new SeverityValue(first, (byte)(first + 3)),
                "2" or "3" or "4" => One((byte)(first + (text[^1] - '1'))),
                _ => null,
            };
            break;
        }

        return severity is not null;
    }

    /// <summary>The name of a severity number 1 to 24.</summary>
    public static string Of(int number)
    {
        var step = (number - 1) % 4;
        return step == 0 ? Ranges[(number - 1) / 4] : $"{Ranges[(number - 1) / 4]}{step + 1}";
    }

    private static SeverityValue One(byte number) => new(number, number);
}
