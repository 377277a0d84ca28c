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
    TimeProvider time,
    ILogger<QuarantineReprocessing> logger)
{
    private const int PageSize = 100;

    /// <summary>Reprocesses one record.</summary>
    public async Task<ReprocessStatus> OneAsync(long id, string actor, CancellationToken cancellationToken)
    {
        var listed = quarantine.List(id - 1, 1);
        if (listed.Count == 0 || listed[0].Id != id)
        {
            return ReprocessStatus.Unknown;
        }

        var status = await SendAsync(listed[0], cancellationToken);
        if (status == ReprocessStatus.Done)
        {
            RecordsReprocessed(logger, 1, actor);
        }

        return status;
    }

    /// <summary>Reprocesses all records that are in quarantine now; stops when the journal cannot take more.</summary>
    public async Task<(ReprocessStatus Status, long Count)> AllAsync(string actor, CancellationToken cancellationToken)
    {
        // A record that fails again comes back under a later id, so a walk to the end would never end; today's number of records does.
        var left = quarantine.Count;
        var after = 0L;
        var done = 0L;
        var status = ReprocessStatus.Done;
        while (left > 0 && status == ReprocessStatus.Done && quarantine.List(after, (int)Math.Min(PageSize, left)) is { Count: > 0 } page)
        {
            foreach (var record in page)
            {
                status = await SendAsync(record, cancellationToken);
                if (status == ReprocessStatus.Unavailable)
                {
                    break;
                }

                // Somebody else released it in the meantime: theirs, not ours.
                done += status == ReprocessStatus.Done ? 1 : 0;
                status = ReprocessStatus.Done;
                after = record.Id;
                left--;
            }
        }

        RecordsReprocessed(logger, done, actor);
        return (status, done);
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

    // The space keeps the key apart from every key that a client can send.
    private BatchHeader HeaderOf(QuarantinedRecord record) => new()
    {
        Format = record.Format,
        ReceivedUnixNano = UnixTime.Now(time),
        RecordCount = 1,
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"quarantine {record.Id}"),
    };
}
