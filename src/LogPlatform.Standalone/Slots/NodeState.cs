namespace LogPlatform.Standalone.Slots;

/// <summary>Where a node is in its life.</summary>
internal enum NodeState
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Its process is starting, for the first time or again.</summary>
    Starting,

    /// <summary>It takes work.</summary>
    Ready,

    /// <summary>It was stopped on purpose.</summary>
    Stopped,
}
