using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Control.Releases;

internal sealed partial class ReleaseEndpoints
{
    [LoggerMessage(EventId = 2212, Level = LogLevel.Error, Message = "ReleaseIntakeError: the release of {Actor} could not be stored.")]
    private static partial void ReleaseIntakeError(ILogger logger, Exception failure, string actor);
}
