using LogPlatform.Core.Rollouts;

namespace LogPlatform.Core.Json;

/// <summary>The number of a deployment in JSON.</summary>
public sealed class DeploymentIdJsonConverter : NumberJsonConverter<DeploymentId>
{
    /// <inheritdoc/>
    protected override DeploymentId Of(long number) => new(number);

    /// <inheritdoc/>
    protected override long NumberOf(DeploymentId value) => value.Value;
}
