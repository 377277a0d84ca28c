using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

/// <summary>Writes a decision down before anything is done about it: first the facts into the audit log, then the state into the store.</summary>
internal sealed partial class DeploymentRecorder(IDeploymentStore store, IAuditLog audit, ILogger<DeploymentRecorder> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Writes a decision.</summary>
    /// <param name="before">The state before; null when the deployment begins.</param>
    /// <param name="next">The state to store.</param>
    /// <param name="happening">What happened; null when the deployment begins.</param>
    /// <param name="written">Facts of this event that an earlier attempt has written; this one adds its own.</param>
    /// <returns>Whether it is written, and why not.</returns>
    public async Task<(RecordStatus Status, string Detail)> RecordAsync(RolloutState? before, RolloutState next, RolloutEvent? happening, ISet<AuditFact> written)
    {
        try
        {
            foreach (var fact in DeploymentFacts.Of(before, next, happening).Where(fact => !written.Contains(fact)))
            {
                await audit.AppendAsync(fact, CancellationToken.None);
                written.Add(fact);
            }

            return await store.TrySaveAsync(next, CancellationToken.None) ? (RecordStatus.Recorded, string.Empty) : (RecordStatus.Outrun, string.Empty);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogDeploymentStoreError(failure, next.Id.Value, next.Phase);
            return (RecordStatus.NotWritten, failure.Message);
        }
    }

    /// <summary>Says in the audit log that a command, though it stands there, came to nothing.</summary>
    public async Task TakeBackAsync(IEnumerable<AuditFact> written, string detail)
    {
        try
        {
            foreach (var fact in written)
            {
                await audit.AppendAsync(fact with { Action = fact.Action + ".undone", Detail = detail }, CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogAuditAppendError(failure);
        }
    }

    [LoggerMessage(EventId = 2404, EventName = "DeploymentStoreError", Level = LogLevel.Error, Message = "Deployment {Deployment} could not be written as {Phase}; nothing was done about it")]
    private partial void LogDeploymentStoreError(Exception failure, long deployment, RolloutPhase phase);

    [LoggerMessage(EventId = 2405, EventName = "AuditAppendError", Level = LogLevel.Error, Message = "The audit log names a command that came to nothing, and could not be told so")]
    private partial void LogAuditAppendError(Exception failure);
}
