using Microsoft.Extensions.Logging;

namespace LogPlatform.Postgres.Store;

internal sealed partial class CommitWriter
{
    [LoggerMessage(EventId = 2611, EventName = "StoreUnavailableError", Level = LogLevel.Error, Message = "Units cannot be committed to PostgreSQL; they are tried again until they can")]
    private partial void LogStoreUnavailableError(Exception error);
}
