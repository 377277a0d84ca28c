using LogPlatform.Core.Batches;

namespace LogPlatform.Postgres.Journal;

/// <summary>A group of whose commit nothing was heard, because the connection broke.</summary>
/// <param name="Group">The group.</param>
/// <param name="Entries">Its batches, if they are durable.</param>
/// <param name="Gateway">The gateway that appended them.</param>
/// <param name="Since">When it happened, as a timestamp.</param>
internal sealed record DoubtfulGroup(AppendGroup Group, IReadOnlyList<JournalEntry> Entries, long Gateway, long Since)
{
    /// <summary>Whether the callers did not wait any longer: they were told that nothing was kept, and so it shall be.</summary>
    public bool IsDisowned { get; set; }
}
