using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Security;

/// <summary>Hands the reason of a failed requirement on to the answer, and a refused action to the audit log.</summary>
internal sealed class ForbiddenReason(DeniedActions denied) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Succeeded)
        {
            var reason = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message;
            context.Items[typeof(ForbiddenReason)] = reason;
            await denied.NoteAsync(context, authorizeResult, reason);
        }

        await _default.HandleAsync(next, context, policy, authorizeResult);
    }
}
