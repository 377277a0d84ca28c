namespace LogPlatform.Cluster.Validation;

internal sealed partial class GrainChecks
{
    [LoggerMessage(EventId = 3151, EventName = "CheckStartedOver", Level = LogLevel.Warning, Message = "The evidence of check {Check} was lost with the gateway that held it; it begins anew")]
    private partial void LogCheckStartedOver(string check);

    [LoggerMessage(EventId = 3152, EventName = "CheckUnheardError", Level = LogLevel.Warning, Message = "Check {Check} does not answer ({Error}); it is asked again")]
    private partial void LogCheckUnheard(string check, string error);

    [LoggerMessage(EventId = 3153, EventName = "StageUnheardError", Level = LogLevel.Warning, Message = "The other gateways cannot be told of the stage ({Error}); it is tried again")]
    private partial void LogStageUnheard(string error);

    [LoggerMessage(EventId = 3154, EventName = "EvidenceWaits", Level = LogLevel.Warning, Message = "Evidence waits for checks that do not answer: {Checks}")]
    private partial void LogEvidenceWaits(string checks);
}
