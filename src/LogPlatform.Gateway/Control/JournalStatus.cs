namespace LogPlatform.Gateway.Control;

/// <summary>The journal.</summary>
/// <param name="LastBatch">Number of the last durable batch; 0 when there is none.</param>
/// <param name="AcceptedRecords">Records ever made durable.</param>
/// <param name="AcceptedBytes">Bytes ever made durable, as received.</param>
/// <param name="BacklogBatches">Batches not settled yet.</param>
/// <param name="BacklogRecords">Records not settled yet.</param>
/// <param name="DiskBytes">Room it takes on disk.</param>
public sealed record JournalStatus(
    long LastBatch,
    long AcceptedRecords,
    long AcceptedBytes,
    long BacklogBatches,
    long BacklogRecords,
    long DiskBytes);
