using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Ingest.Syslog;

internal sealed partial class SyslogBatches
{
    [LoggerMessage(EventId = 2110, Level = LogLevel.Warning, Message = "RecordsDropped: {Count}, reason {Reason}, protocol {Protocol}, intentional {Intentional}.")]
    private static partial void RecordsDropped(ILogger logger, long count, string reason, string protocol, bool intentional);

    [LoggerMessage(EventId = 2111, Level = LogLevel.Error, Message = "JournalAppendError: syslog messages wait.")]
    private static partial void JournalAppendError(ILogger logger, Exception failure);
}
