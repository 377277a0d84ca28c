using System.Globalization;
using System.Security.Claims;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Control.Jobs;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Query;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Security;

namespace LogPlatform.Gateway.Control.Actions;

/// <summary>Starts and stops rehearsals, for the API and the control page.</summary>
internal sealed class RehearsalActions(IRehearsals rehearsals, ActionGate gate, AuditTrail audit, TimeProvider time)
{
    /// <summary>Starts one.</summary>
    public async Task<ActionOutcome<Rehearsal>> StartAsync(ClaimsPrincipal user, RehearsalOrder order, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, ActionNames.RehearsalStart, $"release/{order.Release}") is { } refusal)
        {
            return ActionOutcome<Rehearsal>.Refused(CommandStatus.Forbidden, refusal);
        }

        var errors = new List<string>();
        if (Read(order, errors) is not { } request)
        {
            return ActionOutcome<Rehearsal>.Refused(CommandStatus.Invalid, errors);
        }

        var actor = Caller.NameOf(user);
        var detail = string.Create(CultureInfo.InvariantCulture, $"from {request.From:O} to {request.To:O}");
        return await audit.TryAppendAsync(new AuditFact(actor, ActionNames.RehearsalStart, $"release/{request.Release}", Detail: detail), cancellationToken)
            ? ActionOutcome<Rehearsal>.Of(await rehearsals.StartAsync(request, actor, cancellationToken))
            : ActionOutcome<Rehearsal>.Refused(CommandStatus.Unavailable, AuditTrail.Unavailable);
    }

    /// <summary>Stops one.</summary>
    public async Task<ActionOutcome<Rehearsal>> CancelAsync(ClaimsPrincipal user, long id, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, ActionNames.RehearsalCancel, $"rehearsal/{id}") is { } refusal)
        {
            return ActionOutcome<Rehearsal>.Refused(CommandStatus.Forbidden, refusal);
        }

        if (await FindAsync(id, cancellationToken) is not { } rehearsal)
        {
            return ActionOutcome<Rehearsal>.Refused(CommandStatus.Unknown, $"There is no rehearsal {id} since the start of the program.");
        }

        var ended = ActionOutcome<Rehearsal>.Refused(CommandStatus.Conflict, $"Rehearsal {id} does not run.");
        return rehearsal.Phase != JobPhase.Running ? ended
            : !await audit.TryAppendAsync(new AuditFact(Caller.NameOf(user), ActionNames.RehearsalCancel, $"rehearsal/{id}"), cancellationToken)
                ? ActionOutcome<Rehearsal>.Refused(CommandStatus.Unavailable, AuditTrail.Unavailable)
            : await rehearsals.CancelAsync(id, cancellationToken) ? ActionOutcome<Rehearsal>.Done(await FindAsync(id, cancellationToken) ?? rehearsal)
            : ended;
    }

    /// <summary>One of them; null when there is none of that number.</summary>
    public async Task<Rehearsal?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await rehearsals.ListAsync(cancellationToken)).FirstOrDefault(rehearsal => rehearsal.Id == id);

    private RehearsalRequest? Read(RehearsalOrder order, List<string> errors)
    {
        // One moment for both ends, so that relative ones agree.
        var now = UnixNano.FromDate(time.GetUtcNow());
        var (from, to) = (0L, now);
        if (!ReleaseId.TryParse(order.Release, out var release))
        {
            errors.Add("release: the name of a release is needed.");
        }

        if (order.From is null || !TimeBound.TryParse(order.From, now, out from))
        {
            errors.Add($"from: expected {TimeBound.Expected}.");
        }

        if (order.To is not null && !TimeBound.TryParse(order.To, now, out to))
        {
            errors.Add($"to: expected {TimeBound.Expected}.");
        }

        if (errors.Count == 0 && from >= to)
        {
            errors.Add("from: expected a time before 'to'.");
        }

        if (order.MaxBatches < 0)
        {
            errors.Add("maxBatches: expected 0 or more.");
        }

        return errors.Count == 0 ? new RehearsalRequest(release, UnixNano.ToDate(from), UnixNano.ToDate(to), order.MaxBatches) : null;
    }
}
