using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Batches;

/// <summary>Consecutive journaled batches that are processed and committed together: one lease, one answer, one block.</summary>
/// <param name="Number">The dispatcher's number of this attempt, to match the answer.</param>
/// <param name="Generation">The generation that handles it.</param>
/// <param name="Entries">The batches, at least one.</param>
public sealed record WorkUnit(long Number, Generation Generation, IReadOnlyList<JournalEntry> Entries);
