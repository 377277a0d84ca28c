using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>What is to be deployed, as a client sends it.</summary>
public sealed record DeployOrder
{
    /// <summary>The release; it must exist.</summary>
    public string? Release { get; init; }

    /// <summary>How; what is left out has its default.</summary>
    public Strategy? Strategy { get; init; }

    /// <summary>Why, on one line of at most 1000 characters.</summary>
    public string? Reason { get; init; }
}
