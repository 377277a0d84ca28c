using System.Globalization;

namespace LogPlatform.Cli.Rendering;

/// <summary>Numbers for people.</summary>
internal static class Figures
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>A count with thousands set apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? string.Empty : "s")}";

    /// <summary>A size.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return unit == 0 ? Invariant($"{bytes:0} B") : Invariant($"{bytes:0.0} {Units[unit]}");
    }

    /// <summary>A duration: the unit follows the size.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } => Invariant($"{duration.TotalMicroseconds:0} us"),
        { TotalSeconds: < 1 } => Invariant($"{duration.TotalMilliseconds:0.0} ms"),
        { TotalMinutes: < 2 } => Invariant($"{duration.TotalSeconds:0.0} s"),
        { TotalHours: < 2 } => Invariant($"{duration.TotalMinutes:0} min"),
        { TotalDays: < 2 } => Invariant($"{duration.TotalHours:0} h"),
        _ => Invariant($"{duration.TotalDays:0} days"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
