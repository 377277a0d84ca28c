using LogPlatform.Core.Validation;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

internal sealed partial class StageRun
{
    [LoggerMessage(EventId = 2450, EventName = "StageStarted", Level = LogLevel.Information, Message = "Deployment {Deployment}: the checks of stage {Stage} run")]
    private partial void LogStageStarted(long deployment, CheckStage stage);

    [LoggerMessage(EventId = 2451, EventName = "StageStopped", Level = LogLevel.Information, Message = "Deployment {Deployment}: the checks of stage {Stage} are stopped")]
    private partial void LogStageStopped(long deployment, CheckStage stage);

    [LoggerMessage(EventId = 2452, EventName = "StagePartError", Level = LogLevel.Error, Message = "Deployment {Deployment}: {Part} ended; the checks that depend on it get no verdict")]
    private partial void LogStagePartError(Exception error, long deployment, string part);

    [LoggerMessage(EventId = 2453, EventName = "ReplayHalted", Level = LogLevel.Warning, Message = "Deployment {Deployment}: the baseline gave no answer to a recorded unit; no more of them are sent through it")]
    private partial void LogReplayHalted(long deployment);

    [LoggerMessage(EventId = 2454, EventName = "CheckVerdict", Level = LogLevel.Information, Message = "Deployment {Deployment}: check {Check} at {Stage}: {Verdict}; {Summary}")]
    private partial void LogCheckVerdict(long deployment, string check, CheckStage stage, Verdict verdict, string summary);

    [LoggerMessage(EventId = 2455, EventName = "ComparisonError", Level = LogLevel.Error, Message = "Deployment {Deployment}: what the candidate made of batches {First}-{Last} cannot be compared; it counts as unreadable")]
    private partial void LogComparisonError(Exception error, long deployment, long first, long last);
}
