using Microsoft.AspNetCore.Authorization;

namespace LogPlatform.Gateway.Security;

/// <summary>A role, and for a browser's session that no other site's page sent a changing request.</summary>
internal sealed class RoleRequirement(Role role) : IAuthorizationRequirement
{
    public Role Role { get; } = role;
}
