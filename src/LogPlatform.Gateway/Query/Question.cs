using LogPlatform.Core.Filters;
using LogPlatform.Core.Time;

namespace LogPlatform.Gateway.Query;

/// <summary>The parameters that all queries share, understood.</summary>
/// <param name="Filter">The condition.</param>
/// <param name="FromUnixNano">Start, nanoseconds since the Unix epoch.</param>
/// <param name="ToUnixNano">End, not included.</param>
internal sealed record Question(Filter Filter, long FromUnixNano, long ToUnixNano)
{
    /// <summary>Reads them. Without bounds a question is about the last <paramref name="range"/> until now; null means all there is.</summary>
    public static (Question? Question, QuestionMistake? Mistake) Read(string? filter, string? from, string? to, long now, TimeSpan? range)
    {
        var (parsed, error) = FilterParser.Parse(filter ?? string.Empty, now);
        if (parsed is null)
        {
            return (null, new QuestionMistake("q", error!.Message, error.Position));
        }

        // What arrives while the query runs belongs to the next one, so that pages and pictures agree.
        var end = range is null ? long.MaxValue : now;
        if (!string.IsNullOrEmpty(to) && !TimeBound.TryParse(to, now, out end))
        {
            return (null, new QuestionMistake("to", $"expected {TimeBound.Expected}"));
        }

        var start = range is { } length ? Math.Min(now, end) - (length.Ticks * UnixNano.PerTick) : long.MinValue;
        if (!string.IsNullOrEmpty(from) && !TimeBound.TryParse(from, now, out start))
        {
            return (null, new QuestionMistake("from", $"expected {TimeBound.Expected}"));
        }

        return start < end ? (new Question(parsed, start, end), null) : (null, new QuestionMistake("from", "expected a time before 'to'"));
    }
}
