using LogPlatform.Contracts.Processing;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Postgres.Journal;

namespace LogPlatform.Cluster.Slots;

/// <summary>Puts the bytes of a unit's batches together with what a silo has to do with them.</summary>
internal sealed class UnitRequests(PgJournal journal)
{
    /// <summary>The request for a unit.</summary>
    /// <exception cref="ProcessorFailedException">A batch cannot be read.</exception>
    public async ValueTask<UnitRequest> OfAsync(WorkUnit unit, Fingerprint configuration, CancellationToken cancellationToken)
    {
        var batches = new BatchBytes[unit.Entries.Count];
        for (var i = 0; i < batches.Length; i++)
        {
            var entry = unit.Entries[i];
            var batch = await ReadAsync(entry, cancellationToken);
            batches[i] = UnitMessages.Batch(entry.Id, batch.Header, batch.Payload);
        }

        return new UnitRequest { Number = unit.Number, Configuration = configuration.Hex, Batches = batches };
    }

    private async ValueTask<JournaledBatch> ReadAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await journal.ReadPayloadAsync(entry, cancellationToken)
                ?? throw new ProcessorFailedException($"batch {entry.Id} is not in the journal any more") { WasProcessing = false };
        }
        catch (IOException failure)
        {
            throw new ProcessorFailedException($"batch {entry.Id} cannot be read: {failure.Message}", failure) { WasProcessing = false };
        }
    }
}
