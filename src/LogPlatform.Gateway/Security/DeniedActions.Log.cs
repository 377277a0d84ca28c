using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

internal sealed partial class DeniedActions
{
    [LoggerMessage(EventId = 2211, Level = LogLevel.Warning, Message = "ActionDenied: {Action}, tried by {Actor}.")]
    private static partial void ActionDenied(ILogger logger, string action, string actor);
}
