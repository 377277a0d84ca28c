namespace LogPlatform.Standalone.Slots;

internal sealed partial class LocalSlots
{
    [LoggerMessage(EventId = 3011, EventName = "SlotFilled", Level = LogLevel.Information, Message = "Slot {Slot} is ready with {Nodes} nodes of release {Release}")]
    private partial void LogSlotFilled(string slot, int nodes, string release);

    [LoggerMessage(EventId = 3012, EventName = "SlotEmptied", Level = LogLevel.Information, Message = "Slot {Slot} was emptied of release {Release}")]
    private partial void LogSlotEmptied(string slot, string release);
}
