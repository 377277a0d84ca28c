using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Dispatch;

public sealed partial class Dispatcher
{
    [LoggerMessage(EventId = 2301, EventName = "DispatchResumed", Level = LogLevel.Information, Message = "Dispatching from batch {First}; {Waiting} batches wait in the journal")]
    private partial void LogDispatchResumed(long first, long waiting);

    [LoggerMessage(EventId = 2302, EventName = "UnitRetried", Level = LogLevel.Warning, Message = "Batches {First}-{Last} are sent again ({Reason}): {Detail}")]
    private partial void LogUnitRetried(long first, long last, string reason, string detail);

    [LoggerMessage(EventId = 2303, EventName = "BatchQuarantined", Level = LogLevel.Error, Message = "Batch {Batch} took {Strikes} workers down; its {Records} records go to quarantine: {Detail}")]
    private partial void LogBatchQuarantined(long batch, int strikes, int records, string detail);

    [LoggerMessage(EventId = 2304, EventName = "UnitHandlingError", Level = LogLevel.Error, Message = "Batches {First}-{Last} could not be handled; they stay in the journal and are tried again")]
    private partial void LogUnitHandlingError(Exception error, long first, long last);

    [LoggerMessage(EventId = 2305, EventName = "UnitTapError", Level = LogLevel.Error, Message = "Batches {First}-{Last} are committed, but could not be handed to the mirror")]
    private partial void LogUnitTapError(Exception error, long first, long last);
}
