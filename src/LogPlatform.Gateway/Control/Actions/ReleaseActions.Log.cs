using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Control.Actions;

internal sealed partial class ReleaseActions
{
    [LoggerMessage(EventId = 2212, Level = LogLevel.Error, Message = "ReleaseIntakeError: the release of {Actor} could not be stored.")]
    private static partial void ReleaseIntakeError(ILogger logger, Exception failure, string actor);
}
