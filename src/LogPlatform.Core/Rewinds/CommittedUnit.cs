using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rewinds;

/// <summary>A unit of work as it was committed.</summary>
/// <param name="Number">The store's number of the commit.</param>
/// <param name="Pointer">The pointer under which it was processed.</param>
/// <param name="Tallies">Its batches, in order.</param>
/// <param name="HasReleasedQuarantine">Whether a record that it put into quarantine was processed again since: replacing the unit would double it.</param>
public sealed record CommittedUnit(long Number, SlotPointer Pointer, IReadOnlyList<BatchTally> Tallies, bool HasReleasedQuarantine);
