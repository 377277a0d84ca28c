using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cluster.Tests.Faults;

/// <summary>How the fault tests deploy.</summary>
internal static class Strategies
{
    /// <summary>Everything is validated, in a hurry, and baked for a moment.</summary>
    public static Strategy Watched { get; } = DeploymentApi.Quick with { BakeTime = TimeSpan.FromSeconds(3) };

    /// <summary><see cref="Watched"/>, and somebody must approve.</summary>
    public static Strategy Manual { get; } = Watched with { AutoPromote = false };

    /// <summary><see cref="DeploymentApi.Unwatched"/>, and somebody must approve.</summary>
    public static Strategy Unwatched { get; } = DeploymentApi.Unwatched with { AutoPromote = false };
}
