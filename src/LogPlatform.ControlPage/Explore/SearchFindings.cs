using LogPlatform.Storage.Query;

namespace LogPlatform.ControlPage.Explore;

/// <summary>What a search found.</summary>
/// <param name="Problem">What is wrong with the question; null when nothing is.</param>
/// <param name="Position">Where in the filter, in characters from 0; null when it is not that, or all of it.</param>
/// <param name="Records">The newest records.</param>
/// <param name="HasMore">Whether there are more.</param>
/// <param name="Histogram">How they are spread over time; null when something is wrong.</param>
/// <param name="Facets">How often the values of fields occur.</param>
/// <param name="Took">How long it took.</param>
internal sealed record SearchFindings(
    string? Problem,
    int? Position,
    IReadOnlyList<RecordView> Records,
    bool HasMore,
    HistogramShape? Histogram,
    IReadOnlyList<Facet> Facets,
    TimeSpan Took)
{
    public static SearchFindings Wrong(string problem, int? position = null) => new(problem, position, [], false, null, [], default);
}
