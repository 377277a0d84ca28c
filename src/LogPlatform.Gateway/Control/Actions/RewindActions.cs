using System.Security.Claims;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control.Jobs;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Gateway.Security;

namespace LogPlatform.Gateway.Control.Actions;

/// <summary>Starts and stops rewinds, for the API and the control page. The service audits that it starts one and how it ends; who wants it stopped is known only here.</summary>
internal sealed class RewindActions(IRewinds rewinds, ActionGate gate, AuditTrail audit)
{
    /// <summary>Starts one.</summary>
    public async Task<ActionOutcome<Rewind>> StartAsync(ClaimsPrincipal user, RewindOrder order, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, ActionNames.RewindStart, $"generation/{order.Generation}") is { } refusal)
        {
            return ActionOutcome<Rewind>.Refused(CommandStatus.Forbidden, refusal);
        }

        var errors = new List<string>();
        var reason = ReasonText.Read(order.Reason, errors);
        if (order.Generation is null or < 1)
        {
            errors.Add("generation: the number of a generation is needed.");
        }

        return errors.Count > 0
            ? ActionOutcome<Rewind>.Refused(CommandStatus.Invalid, errors)
            : ActionOutcome<Rewind>.Of(await rewinds.StartAsync(new Generation(order.Generation!.Value), Caller.NameOf(user), reason, cancellationToken));
    }

    /// <summary>Stops one before it replaces anything.</summary>
    public async Task<ActionOutcome<Rewind>> CancelAsync(ClaimsPrincipal user, long id, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, ActionNames.RewindCancel, $"rewind/{id}") is { } refusal)
        {
            return ActionOutcome<Rewind>.Refused(CommandStatus.Forbidden, refusal);
        }

        if (await FindAsync(id, cancellationToken) is not { } rewind)
        {
            return ActionOutcome<Rewind>.Refused(CommandStatus.Unknown, $"There is no rewind {id}.");
        }

        var ended = ActionOutcome<Rewind>.Refused(CommandStatus.Conflict, $"Rewind {id} does not run, or is too far to be stopped.");
        return rewind.Phase != JobPhase.Running ? ended
            : !await audit.TryAppendAsync(new AuditFact(Caller.NameOf(user), ActionNames.RewindCancel, $"rewind/{id}"), cancellationToken)
                ? ActionOutcome<Rewind>.Refused(CommandStatus.Unavailable, AuditTrail.Unavailable)
            : await rewinds.CancelAsync(rewind.Id, cancellationToken) ? ActionOutcome<Rewind>.Done(await FindAsync(id, cancellationToken) ?? rewind)
            : ended;
    }

    /// <summary>One of them; null when there is none of that number.</summary>
    public async Task<Rewind?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await rewinds.ListAsync(cancellationToken)).FirstOrDefault(rewind => rewind.Id.Value == id);
}
