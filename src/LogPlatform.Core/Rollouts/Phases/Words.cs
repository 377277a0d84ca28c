using System.Globalization;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>How things are called in the sentences of a deployment.</summary>
internal static class Words
{
    public static string Of(Color color) => color == Color.Blue ? "blue" : "green";

    public static string Of(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } when IsWhole(span.TotalDays) => Number(span.TotalDays, "d"),
        { TotalHours: >= 1 } when IsWhole(span.TotalHours) => Number(span.TotalHours, "h"),
        { TotalMinutes: >= 1 } when IsWhole(span.TotalMinutes) => Number(span.TotalMinutes, "min"),
        { TotalSeconds: >= 1 } or { Ticks: 0 } => Number(span.TotalSeconds, "s"),
        _ => Number(span.TotalMilliseconds, "ms"),
    };

    public static string Of(SlotPointer pointer) => $"{pointer.Release} serves from {Of(pointer.Color)} as generation {pointer.Generation}";

    /// <summary>What follows a statement when somebody gave a reason for it.</summary>
    public static string Because(string reason) => string.IsNullOrWhiteSpace(reason) ? string.Empty : $": {reason.Trim()}";

    private static bool IsWhole(double value) => value == Math.Floor(value);

    private static string Number(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}");
}
