namespace LogPlatform.Gateway.Security;

/// <summary>The order of roles.</summary>
public static class RoleExtensions
{
    /// <summary>Whether a key of role <paramref name="held"/> may do what needs <paramref name="needed"/>.</summary>
    public static bool Includes(this Role held, Role needed) => needed != Role.None && (held == Role.Operator || held == needed);
}
