using System.Net;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

internal sealed partial class LoginEndpoints
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "LoginFailed: a wrong key from {Address}.")]
    private static partial void LoginFailed(ILogger logger, IPAddress address);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "SessionStarted: key {KeyId}, role {Role}.")]
    private static partial void SessionStarted(ILogger logger, string keyId, Role role);
}
