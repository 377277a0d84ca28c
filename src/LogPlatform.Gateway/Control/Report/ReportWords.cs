using System.Globalization;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>How a report says times, shares and states.</summary>
internal static class ReportWords
{
    /// <summary>A moment in UTC.</summary>
    public static string Moment(DateTimeOffset? at) => at is { } moment ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "-";

    /// <summary>A length of time in the unit that suits it.</summary>
    public static string Length(TimeSpan? length) => length is not { } span ? "-" : span.TotalSeconds switch
    {
        < 1 => Say(span.TotalMilliseconds, "ms"),
        < 120 => Say(span.TotalSeconds, "s"),
        < 7200 => Say(span.TotalMinutes, "min"),
        < 172_800 => Say(span.TotalHours, "h"),
        _ => Say(span.TotalDays, "d"),
    };

    /// <summary>A share in percent, never rounded to none or all.</summary>
    public static string Share(long part, long whole)
    {
        var percent = whole == 0 ? 0 : 100.0 * part / whole;
        return part > 0 && percent < 0.01 ? "< 0.01%"
            : part < whole && percent > 99.99 ? "> 99.99%"
            : string.Create(CultureInfo.InvariantCulture, $"{percent:0.##}%");
    }

    /// <summary>The class that colors a phase.</summary>
    public static string Kind(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Succeeded => "good",
        RolloutPhase.Failed or RolloutPhase.RolledBack or RolloutPhase.RollingBack => "bad",
        _ => "warn",
    };

    /// <summary>The class that colors a verdict.</summary>
    public static string Kind(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "good",
        Verdict.Fail => "bad",
        _ => "warn",
    };

    private static string Say(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:0.##} {unit}");
}
