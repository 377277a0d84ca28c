using System.Globalization;
using LogPlatform.Core.Audit;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

/// <summary>
/// Audits what holders of known keys tried and may not do: with too small a role, from another site's page, or with a key that has expired. Whoever has no key of
/// ours is not written down, and nobody is more than once a second, so that trying cannot fill the disk.
/// </summary>
internal sealed partial class DeniedActions(AuditTrail trail, DenialThrottle throttle, DenialInstruments instruments, ILogger<DeniedActions> logger)
{
    private const int MaxSubject = 200;

    /// <summary>Writes a refusal down, if it is one of an action by a holder of a known key.</summary>
    public Task NoteAsync(HttpContext http, PolicyAuthorizationResult result, string? reason) =>
        http.GetEndpoint()?.Metadata.GetMetadata<AuditedAction>() is { } action && ActorOf(http, result) is { } actor
            ? NoteAsync(actor, action.Name, SubjectOf(http), result.Challenged ? "The key has expired." : reason ?? "The role does not allow it.")
            : Task.CompletedTask;

    /// <summary>Writes down that an action was refused to the holder of a known key.</summary>
    public async Task NoteAsync(string actor, string action, string subject, string reason)
    {
        instruments.OnDenied(action);
        if (!throttle.MayWrite(actor, out var leftOut))
        {
            return;
        }

        var more = leftOut == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" {leftOut} refusals of this key before it were not written down.");
        ActionDenied(logger, action, actor);

        // The refusal stands whether or not it can be written down; hanging up does not keep it out of the log.
        await trail.TryAppendAsync(new AuditFact(actor, action + ".denied", subject, Detail: reason + more), CancellationToken.None);
    }

    // Who is refused chooses the path, so it is kept short.
    private static string SubjectOf(HttpContext http)
    {
        var path = http.Request.Path.Value ?? string.Empty;
        return path.Length <= MaxSubject ? path : path[..MaxSubject];
    }

    private static string? ActorOf(HttpContext http, PolicyAuthorizationResult result) =>
        result.Forbidden && http.User.Identity is { IsAuthenticated: true } ? Caller.NameOf(http.User)
        : result.Challenged && ExpiredKey.Of(http) is { } key ? Caller.NameOf(key)
        : null;
}
