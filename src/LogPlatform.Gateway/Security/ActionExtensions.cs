using Microsoft.AspNetCore.Builder;

namespace LogPlatform.Gateway.Security;

/// <summary>Says of an endpoint who may call it.</summary>
internal static class ActionExtensions
{
    /// <summary>Only operators may, and who else tries is audited under <paramref name="name"/>.</summary>
    public static RouteHandlerBuilder IsAction(this RouteHandlerBuilder route, string name) =>
        route.RequireAuthorization(Policies.Operator).WithMetadata(new AuditedAction(name));
}
