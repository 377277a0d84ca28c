using System.Security.Claims;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Security;

namespace LogPlatform.Gateway.Control.Actions;

/// <summary>Sends records in quarantine through the active release again, for the API and the control page.</summary>
internal sealed class QuarantineActions(IQuarantine quarantine, QuarantineReprocessing reprocessing, ActionGate gate, AuditTrail audit)
{
    private static readonly ActionOutcome<ReprocessReport> Unknown =
        ActionOutcome<ReprocessReport>.Refused(CommandStatus.Unknown, "There is no such record in quarantine.");

    /// <summary>One record.</summary>
    public async Task<ActionOutcome<ReprocessReport>> ReprocessAsync(ClaimsPrincipal user, long id, CancellationToken cancellationToken) =>
        await RefusalAsync(user, $"quarantine/{id}", () => quarantine.List(id - 1, 1) is [var record] && record.Id == id ? null : Unknown, cancellationToken)
        ?? Outcome(await reprocessing.OneAsync(id, Caller.NameOf(user), cancellationToken));

    /// <summary>All of them.</summary>
    public async Task<ActionOutcome<ReprocessReport>> ReprocessAllAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await RefusalAsync(user, "quarantine", static () => null, cancellationToken)
        ?? Outcome(await reprocessing.AllAsync(Caller.NameOf(user), cancellationToken));

    private async Task<ActionOutcome<ReprocessReport>?> RefusalAsync(
        ClaimsPrincipal user, string subject, Func<ActionOutcome<ReprocessReport>?> objection, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, ActionNames.QuarantineReprocess, subject) is { } refusal)
        {
            return ActionOutcome<ReprocessReport>.Refused(CommandStatus.Forbidden, refusal);
        }

        return objection() is { } objected ? objected
            : await audit.TryAppendAsync(new AuditFact(Caller.NameOf(user), ActionNames.QuarantineReprocess, subject), cancellationToken) ? null
            : ActionOutcome<ReprocessReport>.Refused(CommandStatus.Unavailable, AuditTrail.Unavailable);
    }

    private ActionOutcome<ReprocessReport> Outcome((ReprocessStatus Status, long Count) done) => done.Status switch
    {
        ReprocessStatus.Done => ActionOutcome<ReprocessReport>.Done(new ReprocessReport(done.Count, quarantine.Count)),
        ReprocessStatus.Unknown => Unknown,
        _ => ActionOutcome<ReprocessReport>.Refused(CommandStatus.Unavailable, "The journal cannot take records at the moment; try again shortly."),
    };
}
