using System.Globalization;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Ingest;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Control;

/// <summary>
/// Sends records in quarantine through the journal again. First append, then release: a crash in between leaves the record listed, and the key
/// of its next append makes that a duplicate, so it is neither lost nor processed twice.
/// </summary>
internal sealed partial class QuarantineReprocessing(
    IQuarantine quarantine,
    IJournal journal,
    IntakeGate gate,
    ILogger<QuarantineReprocessing> logger)
{
    private const int PageSize = 100;

    /// <summary>Reprocesses one record.</summary>
    public async Task<(ReprocessStatus Status, long Count)> OneAsync(long id, string actor, CancellationToken cancellationToken)
    {
        var listed = quarantine.List(id - 1, 1);
        if (listed.Count == 0 || listed[0].Id != id)
        {
            return (ReprocessStatus.Unknown, 0);
        }

        var status = await SendAsync(listed[0], cancellationToken);
        if (status == ReprocessStatus.Done)
        {
            RecordsReprocessed(logger, listed[0].Records, actor);
        }

        return (status, listed[0].Records);
    }

    /// <summary>Reprocesses all records that are in quarantine now; stops when the journal cannot take more.</summary>
    public async Task<(ReprocessStatus Status, long Count)> AllAsync(string actor, CancellationToken cancellationToken)
    {
        // A record that fails again comes back, from a batch that is later than this one: without an end the walk would meet it for ever.
        var last = journal.LastDurable;
        var after = 0L;
        var done = 0L;
        while (quarantine.List(after, PageSize) is { Count: > 0 } page && page[0].Batch <= last)
        {
            foreach (var record in page.TakeWhile(record => record.Batch <= last))
            {
                var status = await SendAsync(record, cancellationToken);
                if (status == ReprocessStatus.Unavailable)
                {
                    RecordsReprocessed(logger, done, actor);
                    return (status, done);
                }

                // Unknown: somebody else released it in the meantime, so it is theirs.
                done += status == ReprocessStatus.Done ? record.Records : 0;
                after = record.Id;
            }
        }

        RecordsReprocessed(logger, done, actor);
        return (ReprocessStatus.Done, done);
    }

    private async Task<ReprocessStatus> SendAsync(QuarantinedRecord record, CancellationToken cancellationToken)
    {
        if (!gate.TryEnter())
        {
            return ReprocessStatus.Unavailable;
        }

        try
        {
            var result = await journal.AppendAsync(HeaderOf(record), record.Payload, CancellationToken.None);
            if (result.Status is not (AppendStatus.Appended or AppendStatus.Duplicate))
            {
                return ReprocessStatus.Unavailable;
            }

            return await quarantine.ReleaseAsync(record.Id, cancellationToken) ? ReprocessStatus.Done : ReprocessStatus.Unknown;
        }
        finally
        {
            gate.Leave();
        }
    }

    // The time of receipt stays: dates without a year and missing times are read by it. The space keeps the key apart from every key that a client can send.
    private static BatchHeader HeaderOf(QuarantinedRecord record) => new()
    {
        Format = record.Format,
        ReceivedUnixNano = record.ReceivedUnixNano,
        RecordCount = record.Records,
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"quarantine {record.Id}"),
    };
}
