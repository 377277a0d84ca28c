using System.Globalization;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>The key of a check's grain: <c>DEPLOYMENT/STAGE/CHECK</c>.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Check">One of <see cref="CheckNames"/>.</param>
internal readonly record struct CheckKey(DeploymentId Deployment, CheckStage Stage, string Check)
{
    /// <exception cref="FormatException">It is no key.</exception>
    public static CheckKey Parse(string key) =>
        key.Split('/', 3) is [var deployment, var stage, var check]
        && long.TryParse(deployment, CultureInfo.InvariantCulture, out var number)
        && Enum.TryParse<CheckStage>(stage, ignoreCase: true, out var parsed)
            ? new CheckKey(new DeploymentId(number), parsed, check)
            : throw new FormatException($"'{key}' is no key of a check.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Deployment.Value}/{Stage.ToString().ToLowerInvariant()}/{Check}");
}
