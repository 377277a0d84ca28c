namespace LogPlatform.Cli.Api;

/// <summary>One server-sent event.</summary>
/// <param name="Name">Its type; <c>message</c> when the server names none.</param>
/// <param name="Data">Its data.</param>
internal readonly record struct ServerEvent(string Name, string Data);
