using LogPlatform.Gateway.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>The check of the ways in: the same keys and roles as everywhere, without the framework's cost for each request. No cookies.</summary>
internal sealed class IngestAccess(KeyRing keys, IOptions<SecurityOptions> options)
{
    /// <summary>Null when the request may send logs.</summary>
    public Refusal? Check(HttpRequest request)
    {
        if (RequestKey.TryRead(request, out var secret))
        {
            return keys.Look(secret, out var key) switch
            {
                KeyState.Valid => key!.Role.Includes(Role.Ingest) ? null : Refusal.Forbidden,
                KeyState.Expired => Refusal.Expired(ExpiredKey.Say(key!)),
                _ => Refusal.Unauthenticated,
            };
        }

        return !options.Value.Open ? Refusal.Unauthenticated
            : RequestOrigin.IsLocal(request) ? null
            : Refusal.ForeignOrigin;
    }
}
