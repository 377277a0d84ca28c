using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Query;

/// <summary>What was committed since the last page and matches.</summary>
/// <param name="Skipped">Matching records that were left out before these, because the reader is too slow.</param>
/// <param name="Records">The records; reused for the next page.</param>
/// <param name="Hits">Which of them match, in the order of their commits; reused for the next page.</param>
public sealed record TailPage(long Skipped, RecordBatch Records, IReadOnlyList<SearchHit> Hits);
