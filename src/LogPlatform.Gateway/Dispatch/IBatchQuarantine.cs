using LogPlatform.Core.Batches;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Puts a batch that no worker survives into quarantine as a whole, without decoding it.</summary>
public interface IBatchQuarantine
{
    /// <summary>The result that stores the raw batch as one quarantined item of <see cref="JournalEntry.RecordCount"/> records.</summary>
    /// <exception cref="IOException">The batch cannot be read.</exception>
    ValueTask<WorkResult> WholeAsync(JournalEntry entry, string reason, CancellationToken cancellationToken);
}
