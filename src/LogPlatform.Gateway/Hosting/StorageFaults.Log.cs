using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Hosting;

internal sealed partial class StorageFaults
{
    [LoggerMessage(EventId = 2202, EventName = "StorageReadError", Level = LogLevel.Warning, Message = "{Method} {Path} was answered 503: {Error}")]
    private partial void LogStorageReadError(string method, string path, string error);
}
