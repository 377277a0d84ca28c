using System.Globalization;

namespace LogPlatform.ControlPage.Deployments;

/// <summary>Lengths of time as people write them: <c>90s</c>, <c>5min</c>, <c>1h</c>, <c>250ms</c>, <c>2d</c>.</summary>
internal static class Lengths
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("min", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads one; a bare number is seconds.</summary>
    public static bool TryRead(string text, out TimeSpan length)
    {
        var trimmed = text.Trim();
        var (unit, scale) = Units.FirstOrDefault(known => trimmed.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase), (Unit: string.Empty, Length: TimeSpan.FromSeconds(1)));
        length = default;
        if (!double.TryParse(trimmed[..^unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var count) || !(count >= 0) || count * scale.TotalDays > 36_500)
        {
            return false;
        }

        length = count * scale;
        return true;
    }

    /// <summary>Says one in the largest unit that fits.</summary>
    public static string Say(TimeSpan length)
    {
        var (unit, scale) = length.TotalDays >= 1 && length.Ticks % TimeSpan.TicksPerDay == 0 ? ("d", TimeSpan.FromDays(1))
            : length.TotalHours >= 1 && length.Ticks % TimeSpan.TicksPerHour == 0 ? ("h", TimeSpan.FromHours(1))
            : length.TotalMinutes >= 1 && length.Ticks % TimeSpan.TicksPerMinute == 0 ? ("min", TimeSpan.FromMinutes(1))
            : length.TotalSeconds >= 1 || length == TimeSpan.Zero ? ("s", TimeSpan.FromSeconds(1))
            : ("ms", TimeSpan.FromMilliseconds(1));
        return (length / scale).ToString("0.###", CultureInfo.InvariantCulture) + unit;
    }
}
