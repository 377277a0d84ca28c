using System.Security.Claims;
using LogPlatform.Gateway.Security;

namespace LogPlatform.Gateway.Control.Actions;

/// <summary>
/// Whether somebody may change something. Requests were asked before they came here; a page that was opened hours ago was not, so it is asked at every action, and what it is
/// refused is audited like a refused request.
/// </summary>
internal sealed class ActionGate(CallerWatch callers, DeniedActions denied)
{
    private const string Ended = "The session has ended; log in again.";
    private const string TooSmall = "This key's role does not allow that.";

    /// <summary>Why not; null when it may be done.</summary>
    /// <param name="user">Who wants it.</param>
    /// <param name="action">What, by its name in the audit log.</param>
    /// <param name="subject">To what.</param>
    public async Task<string?> RefusalAsync(ClaimsPrincipal user, string action, string subject)
    {
        var reason = !callers.IsStillIn(user) ? Ended
            : !Caller.TryGetRole(user, out var role) || !role.Includes(Role.Operator) ? TooSmall
            : null;
        if (reason is not null)
        {
            await denied.NoteAsync(Caller.NameOf(user), action, subject, reason);
        }

        return reason;
    }
}
