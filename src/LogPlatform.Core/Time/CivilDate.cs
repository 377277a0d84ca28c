namespace LogPlatform.Core.Time;

/// <summary>
/// The proleptic Gregorian calendar with a year 0, which <see cref="DateTime"/> lacks. Days are counted from 1970-01-01, after Howard Hinnant's
/// "chrono-Compatible Low-Level Date Algorithms".
/// </summary>
public static class CivilDate
{
    /// <summary>The day number of a valid date.</summary>
    public static long ToDays(int year, int month, int day)
    {
        // Years start in March here, so that the leap day is the last of its year.
        long y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    /// <summary>The date of a day number.</summary>
    public static (int Year, int Month, int Day) FromDays(long days)
    {
        days += 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        var year = (int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0);
        return (year, month, (int)(dayOfYear - (((153 * shifted) + 2) / 5)) + 1);
    }

    /// <summary>Number of days of a month.</summary>
    public static int DaysIn(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
