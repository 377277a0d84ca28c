using System.Text.Json.Serialization;

namespace LogPlatform.Core.Rollouts;

/// <summary>Where a deployment is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RolloutPhase>))]
public enum RolloutPhase
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The idle slot is being filled with the release; production is untouched.</summary>
    Provisioning,

    /// <summary>The candidate processes a mirror of production traffic; production is untouched.</summary>
    Validating,

    /// <summary>Validated; waits for a person. The mirror goes on.</summary>
    AwaitingApproval,

    /// <summary>The pointer is about to move.</summary>
    Switching,

    /// <summary>The candidate serves; leases on the old slot are running out.</summary>
    Draining,

    /// <summary>The candidate serves and is watched; the old slot gets the mirror.</summary>
    Baking,

    /// <summary>On the way back to the release before.</summary>
    RollingBack,

    /// <summary>The candidate serves for good.</summary>
    Succeeded,

    /// <summary>The release before serves again.</summary>
    RolledBack,

    /// <summary>It did not come to a switch, or could not be finished: the outcome says which.</summary>
    Failed,

    /// <summary>A person stopped it before the switch.</summary>
    Aborted,
}
