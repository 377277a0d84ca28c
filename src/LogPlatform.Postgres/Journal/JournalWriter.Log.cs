using Microsoft.Extensions.Logging;

namespace LogPlatform.Postgres.Journal;

internal sealed partial class JournalWriter
{
    [LoggerMessage(EventId = 2601, EventName = "DatabaseLostError", Level = LogLevel.Error, Message = "PostgreSQL cannot be used; batches are refused until it can")]
    private partial void LogDatabaseLostError(Exception error);

    [LoggerMessage(EventId = 2602, EventName = "DatabaseBack", Level = LogLevel.Information, Message = "PostgreSQL can be used again")]
    private partial void LogDatabaseBack();

    [LoggerMessage(EventId = 2603, EventName = "GatewayFenced", Level = LogLevel.Warning, Message = "Gateway {Gateway} was taken for dead by another; it goes on under a new number, and what it had is the other's")]
    private partial void LogGatewayFenced(long gateway);
}
