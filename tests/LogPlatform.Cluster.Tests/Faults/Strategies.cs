using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cluster.Tests.Faults;

/// <summary>How the fault tests deploy.</summary>
internal static class Strategies
{
    /// <summary>Everything is validated, in a hurry, and baked for a moment.</summary>
    public static Strategy Watched { get; } = DeploymentApi.Quick with { BakeTime = TimeSpan.FromSeconds(3) };

    /// <summary><see cref="Watched"/>, and somebody must approve.</summary>
    public static Strategy Manual { get; } = Watched with { AutoPromote = false };

    /// <summary>What validates and bakes nothing that takes time: for tests about what is around it. Somebody must approve.</summary>
    public static Strategy Unwatched { get; } = new()
    {
        AutoPromote = false,
        Dwell = TimeSpan.Zero,
        BakeTime = TimeSpan.Zero,
        Checks = CheckNames.All.Except([CheckNames.Readiness, CheckNames.Configuration]).ToDictionary(check => check, _ => CheckMode.Off),
    };
}
