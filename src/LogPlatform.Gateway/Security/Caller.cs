using System.Security.Claims;

namespace LogPlatform.Gateway.Security;

/// <summary>What is known of whoever sent a request, as claims.</summary>
public static class Caller
{
    private const string RoleClaim = "role";
    private const string SessionClaim = "session";

    /// <summary>The name for the audit log: that of the key, and its id.</summary>
    public static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";

    /// <summary>The name of a key's holder, as in <see cref="NameOf(ClaimsPrincipal)"/>.</summary>
    internal static string NameOf(ApiKey key) => $"{key.Name} ({key.Id})";

    /// <summary>The role of an authenticated caller.</summary>
    public static bool TryGetRole(ClaimsPrincipal user, out Role role) =>
        Enum.TryParse(user.FindFirst(RoleClaim)?.Value, out role) && role != Role.None;

    internal static bool UsesSession(ClaimsPrincipal user) => user.HasClaim(SessionClaim, bool.TrueString);

    internal static ClaimsPrincipal Create(string scheme, string name, Role role, bool session)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, RoleClaim);
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        identity.AddClaim(new Claim(RoleClaim, role.ToString()));
        if (session)
        {
            identity.AddClaim(new Claim(SessionClaim, bool.TrueString));
        }

        return new ClaimsPrincipal(identity);
    }
}
