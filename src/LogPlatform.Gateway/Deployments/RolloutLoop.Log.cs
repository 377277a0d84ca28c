using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

internal sealed partial class RolloutLoop
{
    [LoggerMessage(EventId = 2401, EventName = "DeploymentMoved", Level = LogLevel.Information, Message = "Deployment {Deployment} of release {Release} is {Phase}, by {Actor}: {Detail}")]
    private partial void LogDeploymentMoved(long deployment, ReleaseId release, RolloutPhase phase, string actor, string detail);

    [LoggerMessage(EventId = 2409, EventName = "DeploymentResumed", Level = LogLevel.Information, Message = "The last deployment is {Deployment}, of release {Release}, stored as {Phase}")]
    private partial void LogDeploymentResumed(long deployment, ReleaseId release, RolloutPhase phase);

    [LoggerMessage(EventId = 2410, EventName = "DeploymentOutrunError", Level = LogLevel.Error, Message = "Somebody else wrote deployment {Deployment}; the controller begins again with what is stored")]
    private partial void LogDeploymentOutrun(long deployment);

    [LoggerMessage(EventId = 2411, EventName = "DeploymentEventError", Level = LogLevel.Error, Message = "An event of a deployment could not be handled")]
    private partial void LogEventError(Exception error);
}
