using LogPlatform.Gateway.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>The check of the ways in: the same keys and roles as everywhere, without the framework's cost for each request. No cookies.</summary>
internal sealed class IngestAccess(KeyRing keys, AccessRefresh refresh, IOptions<SecurityOptions> options)
{
    /// <summary>Null when the request may send logs.</summary>
    public ValueTask<Refusal?> CheckAsync(HttpRequest request)
    {
        var refusal = Check(request, out var mayBeNew);
        return mayBeNew ? CheckAgainAsync(request, refusal) : ValueTask.FromResult(refusal);
    }

    private async ValueTask<Refusal?> CheckAgainAsync(HttpRequest request, Refusal? refusal)
    {
        try
        {
            return await refresh.NextAsync(request.HttpContext.RequestAborted) ? Check(request, out _) : refusal;
        }
        catch (IOException)
        {
            return Refusal.Unavailable;
        }
    }

    private Refusal? Check(HttpRequest request, out bool mayBeNew)
    {
        mayBeNew = false;
        if (RequestKey.TryRead(request, out var secret))
        {
            var state = keys.Look(secret, out var key);
            mayBeNew = state == KeyState.Unknown;
            return state switch
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
