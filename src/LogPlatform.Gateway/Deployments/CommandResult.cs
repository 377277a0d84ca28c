using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Deployments;

/// <summary>The outcome of a command.</summary>
/// <param name="Status">Whether it was taken.</param>
/// <param name="Deployment">The deployment as it is now; null when there is none with that number, or none was started.</param>
/// <param name="Message">Why it was refused, everything at once; empty when it was taken.</param>
public sealed record CommandResult(CommandStatus Status, RolloutState? Deployment, string Message = "");
