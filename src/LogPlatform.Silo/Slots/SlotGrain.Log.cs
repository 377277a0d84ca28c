namespace LogPlatform.Silo.Slots;

internal sealed partial class SlotGrain
{
    [LoggerMessage(EventId = 4004, EventName = "SlotAssigned", Level = LogLevel.Information, Message = "Assignment {Version} of the slot: release {Release}, {Asides} beside it")]
    private partial void LogSlotAssigned(long version, string release, int asides);
}
