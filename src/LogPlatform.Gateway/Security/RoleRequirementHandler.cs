using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Security;

/// <summary>Decides a <see cref="RoleRequirement"/>.</summary>
internal sealed class RoleRequirementHandler : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (!Caller.TryGetRole(context.User, out var role) || !role.Includes(requirement.Role))
        {
            return Task.CompletedTask;
        }

        if (Caller.UsesSession(context.User) && (context.Resource is not HttpContext http || !IsSafe(http.Request)))
        {
            context.Fail(new AuthorizationFailureReason(this, $"A request that changes something needs the header '{RequestOrigin.Header}' or the page's own origin."));
            return Task.CompletedTask;
        }

        context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || RequestOrigin.IsOurs(request);
}
