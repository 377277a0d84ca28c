namespace LogPlatform.Silo.Slots;

internal sealed partial class SlotFollower
{
    [LoggerMessage(EventId = 4006, EventName = "SlotFollowError", Level = LogLevel.Warning, Message = "The slot's grain could not be asked what to load; it is tried again")]
    private partial void LogSlotFollowError(Exception error);
}
