using Microsoft.Extensions.Logging;

namespace LogPlatform.ControlPage.Live;

internal sealed partial class LiveBoard
{
    [LoggerMessage(EventId = 2701, EventName = "LiveLookError", Level = LogLevel.Error, Message = "The platform could not be looked at for the open pages; it is tried again every second")]
    private partial void LogLiveLookError(Exception failure);
}
