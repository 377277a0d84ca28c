using System.Security.Claims;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Control.Actions;

/// <summary>Takes releases in, for the API and the control page.</summary>
internal sealed partial class ReleaseActions(IReleaseCatalog releases, ActionGate gate, AuditTrail audit, ILogger<ReleaseActions> logger)
{
    /// <summary>Takes one in.</summary>
    /// <param name="user">Who brings it.</param>
    /// <param name="archive">A ZIP archive (see <see cref="IReleaseCatalog.CreateAsync"/>).</param>
    /// <param name="size">How large it is, in words.</param>
    /// <param name="cancellationToken">Ends the intake.</param>
    /// <exception cref="BadHttpRequestException">The archive comes from a request that broke the rules of HTTP.</exception>
    public async Task<ActionOutcome<ReleaseIntake>> CreateAsync(ClaimsPrincipal user, Stream archive, string size, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(user, ActionNames.ReleaseCreate, "release") is { } refusal)
        {
            return ActionOutcome<ReleaseIntake>.Refused(CommandStatus.Forbidden, refusal);
        }

        // The name comes from the content, so it is in the second entry, which says what became of this one.
        var actor = Caller.NameOf(user);
        if (!await audit.TryAppendAsync(new AuditFact(actor, ActionNames.ReleaseCreate, "release", Detail: size), cancellationToken))
        {
            return ActionOutcome<ReleaseIntake>.Refused(CommandStatus.Unavailable, AuditTrail.Unavailable);
        }

        try
        {
            return await OutcomeAsync(await releases.CreateAsync(archive, actor, cancellationToken), actor);
        }
        catch (BadHttpRequestException refused)
        {
            await audit.TryAppendAsync(new AuditFact(actor, "release.refused", "release", Detail: refused.Message), CancellationToken.None);
            throw;
        }
        catch (IOException failure)
        {
            ReleaseIntakeError(logger, failure, actor);
            return ActionOutcome<ReleaseIntake>.Refused(CommandStatus.Unavailable, "The release could not be stored; nothing is kept of it.");
        }
    }

    private async Task<ActionOutcome<ReleaseIntake>> OutcomeAsync(ReleaseIntake intake, string actor)
    {
        if (intake.Release is not { } release)
        {
            await audit.TryAppendAsync(new AuditFact(actor, "release.refused", "release", Detail: string.Join(' ', intake.Errors.Take(10))), CancellationToken.None);
            return ActionOutcome<ReleaseIntake>.Refused(CommandStatus.Invalid, intake.Errors);
        }

        var detail = $"{(intake.IsNew ? "new" : "was there before")}, fingerprint {release.Fingerprint}";
        await audit.TryAppendAsync(new AuditFact(actor, "release.created", "release/" + release.Id, Detail: detail), CancellationToken.None);
        return ActionOutcome<ReleaseIntake>.Done(intake);
    }
}
