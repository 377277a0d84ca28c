using System.Text.Json.Serialization;

namespace LogPlatform.Core.Rollouts;

/// <summary>What a check's verdict means for a deployment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckMode>))]
public enum CheckMode
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It must pass.</summary>
    Required,

    /// <summary>It is run and reported, and decides nothing (a dry run).</summary>
    Advisory,

    /// <summary>It is not run.</summary>
    Off,
}
