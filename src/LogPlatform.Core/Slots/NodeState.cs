using System.Text.Json.Serialization;

namespace LogPlatform.Core.Slots;

/// <summary>What a node of a slot is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NodeState>))]
public enum NodeState
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It was started and has not answered yet.</summary>
    Starting,

    /// <summary>It takes work.</summary>
    Ready,

    /// <summary>It failed and is started again.</summary>
    Restarting,

    /// <summary>It was stopped.</summary>
    Stopped,
}
