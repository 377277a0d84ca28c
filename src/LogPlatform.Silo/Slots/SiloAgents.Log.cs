namespace LogPlatform.Silo.Slots;

internal sealed partial class SiloAgents
{
    [LoggerMessage(EventId = 4005, EventName = "SiloSilent", Level = LogLevel.Warning, Message = "Silo {Silo} did not answer: {Detail}")]
    private partial void LogSiloSilent(string silo, string detail);
}
