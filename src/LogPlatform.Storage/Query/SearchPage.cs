using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Query;

/// <summary>Some hits of a search, in order.</summary>
/// <param name="Records">The records; reused for the next page.</param>
/// <param name="Hits">Which of them are hits, in order; reused for the next page. May be empty on the last page.</param>
/// <param name="Next">Where to continue behind this page; null when the search is complete.</param>
/// <param name="Stats">What the search has read so far.</param>
public sealed record SearchPage(RecordBatch Records, IReadOnlyList<SearchHit> Hits, SearchCursor? Next, QueryStats Stats);
