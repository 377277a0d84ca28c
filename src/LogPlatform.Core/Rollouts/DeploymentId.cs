using System.Text.Json.Serialization;
using LogPlatform.Core.Json;

namespace LogPlatform.Core.Rollouts;

/// <summary>The number of a deployment: 1 for the first, counting up. 0 means none.</summary>
/// <param name="Value">The number.</param>
[JsonConverter(typeof(DeploymentIdJsonConverter))]
public readonly record struct DeploymentId(long Value)
{
    /// <summary>The number that follows.</summary>
    public DeploymentId Next => new(Value + 1);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
