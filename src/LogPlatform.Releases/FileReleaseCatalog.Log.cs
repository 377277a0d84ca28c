using Microsoft.Extensions.Logging;

namespace LogPlatform.Releases;

public sealed partial class FileReleaseCatalog
{
    [LoggerMessage(EventId = 3020, EventName = "ReleaseCreated", Level = LogLevel.Information, Message = "Release {Release} was made by {Actor}")]
    private partial void LogReleaseCreated(string release, string actor);

    [LoggerMessage(EventId = 3021, EventName = "ReleaseUnreadableError", Level = LogLevel.Error, Message = "The folder {Folder} is no release that can be read, and is left out: {Detail}")]
    private partial void LogReleaseUnreadableError(string folder, string detail);
}
