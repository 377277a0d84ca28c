using LogPlatform.Core.Validation;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

internal sealed partial class StageRun
{
    [LoggerMessage(EventId = 2450, EventName = "StageStarted", Level = LogLevel.Information, Message = "Deployment {Deployment}: the checks of stage {Stage} run")]
    private partial void LogStageStarted(long deployment, CheckStage stage);

    [LoggerMessage(EventId = 2451, EventName = "StageStopped", Level = LogLevel.Information, Message = "Deployment {Deployment}: the checks of stage {Stage} are stopped")]
    private partial void LogStageStopped(long deployment, CheckStage stage);

    [LoggerMessage(EventId = 2454, EventName = "CheckVerdict", Level = LogLevel.Information, Message = "Deployment {Deployment}: check {Check} at {Stage}: {Verdict}; {Summary}")]
    private partial void LogCheckVerdict(long deployment, string check, CheckStage stage, Verdict verdict, string summary);
}
