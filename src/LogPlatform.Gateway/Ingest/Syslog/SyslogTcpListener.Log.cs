using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Ingest.Syslog;

internal sealed partial class SyslogTcpListener
{
    [LoggerMessage(EventId = 2112, Level = LogLevel.Warning, Message = "SyslogAcceptError: accepting goes on shortly.")]
    private static partial void SyslogAcceptError(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 2113, Level = LogLevel.Warning, Message = "SyslogConnectionRefused: {Limit} connections are open.")]
    private static partial void SyslogConnectionRefused(ILogger logger, int limit);

    [LoggerMessage(EventId = 2114, Level = LogLevel.Warning, Message = "SyslogConnectionError: the connection from {Peer} was closed.")]
    private static partial void SyslogConnectionError(ILogger logger, string peer, Exception failure);

    [LoggerMessage(EventId = 2115, Level = LogLevel.Information, Message = "SyslogConnectionIdle: the connection from {Peer} is closed.")]
    private static partial void SyslogConnectionIdle(ILogger logger, string peer);
}
