using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rehearsals;

/// <summary>What is to be rehearsed.</summary>
/// <param name="Release">The release to try.</param>
/// <param name="From">Start of the window.</param>
/// <param name="To">End of the window, not included.</param>
/// <param name="MaxBatches">Most batches to compare, the latest of the window; 0 is no limit.</param>
public sealed record RehearsalRequest(ReleaseId Release, DateTimeOffset From, DateTimeOffset To, long MaxBatches = 0);
