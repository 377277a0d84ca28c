using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

internal sealed partial class AlarmBoard
{
    [LoggerMessage(EventId = 2402, EventName = "AlarmRaised", Level = LogLevel.Error, Message = "Alarm {Alarm}: {Detail}")]
    private partial void LogAlarmRaised(string alarm, string detail);

    [LoggerMessage(EventId = 2403, EventName = "AlarmCleared", Level = LogLevel.Information, Message = "Alarm {Alarm} is over")]
    private partial void LogAlarmCleared(string alarm);
}
