namespace LogPlatform.AppHost.Commands;

/// <summary>What became of a command.</summary>
/// <param name="IsTaken">Whether the controller took it.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="State">The deployment's state, or what was refused and why, JSON.</param>
internal sealed record DeploymentAnswer(bool IsTaken, string Message, string State);
