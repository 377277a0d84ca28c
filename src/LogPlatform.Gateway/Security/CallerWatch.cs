using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>Whether somebody who came in earlier still may be here: a page stays open longer than keys and sessions live.</summary>
internal sealed class CallerWatch(SessionTable sessions, KeyRing keys, IOptions<SecurityOptions> options, TimeProvider time)
{
    /// <summary>False once the session has ended, or the key has expired or was revoked.</summary>
    public bool IsStillIn(ClaimsPrincipal user) =>
        Caller.SessionOf(user) is { } session ? sessions.IsOpen(session)
        : Caller.KeyOf(user) is { } id ? keys.List().Any(key => key.Id == id && (key.ExpiresAt is not { } end || time.GetUtcNow() < end))
        : options.Value.Open;
}
