using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Components.Authorization;

namespace LogPlatform.ControlPage.Session;

/// <summary>Knows who looks at this page, and whether they still may.</summary>
internal sealed class PageUsers(AuthenticationStateProvider states, CallerWatch callers)
{
    /// <summary>Who it is; null when nobody that may look at anything.</summary>
    public async Task<PageUser?> FindAsync()
    {
        var user = (await states.GetAuthenticationStateAsync()).User;
        return Caller.TryGetRole(user, out var role) && role.Includes(Role.Viewer) && callers.IsStillIn(user)
            ? new PageUser(user, Caller.NameOf(user), role.Includes(Role.Operator))
            : null;
    }

    /// <summary>Whether somebody who was let in still may be here.</summary>
    public bool IsStillIn(PageUser user) => callers.IsStillIn(user.Principal);
}
