using System.Text.Json.Serialization;

namespace LogPlatform.Core.Rollouts;

/// <summary>What a deployment knows of the slot that served before it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OldSlot>))]
public enum OldSlot
{
    /// <summary>It serves, or the deployment has nothing more to do with it.</summary>
    None = 0,

    /// <summary>It is kept running with its release: where a rollback goes at once.</summary>
    Warm,

    /// <summary>It is being filled with its release again.</summary>
    Filling,

    /// <summary>It was filled again for the rollback that is under way; it is not tried a second time.</summary>
    Refilled,

    /// <summary>What was in it is lost; on the way back also: it could not be had back.</summary>
    Lost,
}
