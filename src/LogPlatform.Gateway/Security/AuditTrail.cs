using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

/// <summary>Writes down who is about to do what. What cannot be written down is not done.</summary>
internal sealed partial class AuditTrail(IAuditLog log, ILogger<AuditTrail> logger)
{
    /// <summary>What whoever asked is told when it could not be written down.</summary>
    public const string Unavailable = "The audit log cannot be written at the moment, so nothing was done; try again shortly.";

    /// <summary>Whether the fact is durable.</summary>
    public async Task<bool> TryAppendAsync(AuditFact fact, CancellationToken cancellationToken)
    {
        try
        {
            await log.AppendAsync(fact, cancellationToken);
            return true;
        }
        catch (IOException failure)
        {
            AuditAppendError(logger, failure, fact.Action, fact.Subject, fact.Actor);
            return false;
        }
    }
}
