using System.Security.Claims;

namespace LogPlatform.Gateway.Security;

/// <summary>What is known of whoever sent a request, as claims.</summary>
public static class Caller
{
    private const string RoleClaim = "role";
    private const string SessionClaim = "session";
    private const string KeyClaim = "key";

    /// <summary>The name for the audit log: that of the key, and its id.</summary>
    public static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";

    /// <summary>The name of a key's holder, as in <see cref="NameOf(ClaimsPrincipal)"/>.</summary>
    internal static string NameOf(ApiKey key) => $"{key.Name} ({key.Id})";

    /// <summary>The role of an authenticated caller.</summary>
    public static bool TryGetRole(ClaimsPrincipal user, out Role role) =>
        Enum.TryParse(user.FindFirst(RoleClaim)?.Value, out role) && role != Role.None;

    internal static bool UsesSession(ClaimsPrincipal user) => SessionOf(user) is not null;

    /// <summary>The session by which somebody came in, as <see cref="SessionTable"/> knows it; null without one.</summary>
    internal static string? SessionOf(ClaimsPrincipal user) => user.FindFirst(SessionClaim)?.Value;

    /// <summary>The id of the key by which somebody came in; null in the open mode.</summary>
    internal static string? KeyOf(ClaimsPrincipal user) => user.FindFirst(KeyClaim)?.Value;

    /// <summary>Somebody with a key, in a session that it started or without one.</summary>
    internal static ClaimsPrincipal Create(string scheme, ApiKey key, string? session)
    {
        var user = Create(scheme, NameOf(key), key.Role);
        var identity = (ClaimsIdentity)user.Identity!;
        identity.AddClaim(new Claim(KeyClaim, key.Id));
        if (session is not null)
        {
            identity.AddClaim(new Claim(SessionClaim, session));
        }

        return user;
    }

    /// <summary>Somebody who needs no key.</summary>
    internal static ClaimsPrincipal Create(string scheme, string name, Role role) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(RoleClaim, role.ToString())], scheme, ClaimTypes.Name, RoleClaim));
}
