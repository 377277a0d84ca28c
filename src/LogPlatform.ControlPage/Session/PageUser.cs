using System.Security.Claims;

namespace LogPlatform.ControlPage.Session;

/// <summary>Who looks at the page.</summary>
/// <param name="Principal">What is known of them.</param>
/// <param name="Name">Their key's name and id.</param>
/// <param name="IsOperator">Whether they may change something. Only for what is shown: the actions ask again.</param>
public sealed record PageUser(ClaimsPrincipal Principal, string Name, bool IsOperator);
