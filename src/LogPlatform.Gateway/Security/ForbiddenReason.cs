using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Security;

/// <summary>Hands the reason of a failed requirement on to the answer.</summary>
internal sealed class ForbiddenReason : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault() is { } reason)
        {
            context.Items[typeof(ForbiddenReason)] = reason.Message;
        }

        return _default.HandleAsync(next, context, policy, authorizeResult);
    }
}
