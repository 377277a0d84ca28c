using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

internal sealed partial class AuditTrail
{
    [LoggerMessage(EventId = 2210, Level = LogLevel.Error, Message = "AuditAppendError: {Action} of {Subject} by {Actor} could not be written to the audit log.")]
    private static partial void AuditAppendError(ILogger logger, Exception failure, string action, string subject, string actor);
}
