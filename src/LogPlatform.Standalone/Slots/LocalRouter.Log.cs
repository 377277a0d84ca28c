namespace LogPlatform.Standalone.Slots;

internal sealed partial class LocalRouter
{
    [LoggerMessage(
        EventId = 3013,
        EventName = "PointerSwitched",
        Level = LogLevel.Information,
        Message = "{Color} serves release {Release}, generation {Generation}: {CommandMilliseconds} ms from the command, {ConvergedMilliseconds} ms from the publication to the last lease of generation {Previous}")]
    private partial void LogPointerSwitched(
        Core.Slots.Color color, string release, long generation, double commandMilliseconds, double convergedMilliseconds, long previous);

    [LoggerMessage(EventId = 3014, EventName = "GenerationDrained", Level = LogLevel.Information, Message = "Generation {Generation} is drained, {Milliseconds} ms after its end")]
    private partial void LogGenerationDrained(long generation, double milliseconds);
}
