using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

internal sealed partial class KeyEndpoints
{
    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "KeyCreated: {KeyId}, role {Role}, by {Actor}.")]
    private static partial void KeyCreated(ILogger logger, string keyId, Role role, string actor);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Information, Message = "KeyRevoked: {KeyId}, by {Actor}.")]
    private static partial void KeyRevoked(ILogger logger, string keyId, string actor);
}
