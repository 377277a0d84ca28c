namespace LogPlatform.Gateway.Dispatch;

/// <summary>How one attempt to settle a unit of work ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Stored.</summary>
    Committed,

    /// <summary>Some of the batches were stored before.</summary>
    Duplicate,

    /// <summary>The generation was sealed meanwhile.</summary>
    Sealed,

    /// <summary>The store had no room.</summary>
    StoreUnavailable,

    /// <summary>The node failed while it worked on the unit: the unit may be to blame.</summary>
    Struck,

    /// <summary>The node failed while the unit waited: the unit is not to blame.</summary>
    NodeLost,
}
