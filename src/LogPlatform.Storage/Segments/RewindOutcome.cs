using LogPlatform.Core.Rewinds;

namespace LogPlatform.Storage.Segments;

/// <summary>What a rewind superseded.</summary>
/// <param name="Totals">In sum.</param>
/// <param name="Sequence">The number of the frame that says so.</param>
internal sealed record RewindOutcome(SupersededTotals Totals, long Sequence);
