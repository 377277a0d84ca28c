using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Ingest;

internal sealed partial class IngestEndpoint
{
    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "JournalAppendError: the client was told to come back.")]
    private static partial void AppendFailed(ILogger logger, Exception failure);

    // Debug, because whoever sends garbage would otherwise fill our log too; the metric counts every one.
    [LoggerMessage(EventId = 2102, Level = LogLevel.Debug, Message = "BatchRefused: {Protocol}, {Reason}: {Detail}")]
    private static partial void BatchRefused(ILogger logger, string protocol, RefusalReason reason, string detail);
}
