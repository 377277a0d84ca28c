using LogPlatform.Core.Slots;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

internal sealed partial class EffectRunner
{
    [LoggerMessage(EventId = 2406, EventName = "EffectError", Level = LogLevel.Error, Message = "{Effect} failed")]
    private partial void LogEffectError(Exception error, string effect);

    [LoggerMessage(EventId = 2407, EventName = "SlotStopRefusedError", Level = LogLevel.Error, Message = "The {Color} slot serves and is not stopped")]
    private partial void LogStopRefused(Color color);
}
