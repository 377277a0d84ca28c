namespace LogPlatform.Silo.Units;

internal sealed partial class UnitLane
{
    [LoggerMessage(EventId = 4010, EventName = "UnitError", Level = LogLevel.Error, Message = "UnitError: attempt {Number} with configuration {Configuration} failed: {Detail}")]
    private partial void LogUnitError(long number, string configuration, string detail);
}
