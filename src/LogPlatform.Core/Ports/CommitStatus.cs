namespace LogPlatform.Core.Ports;

/// <summary>The outcome of a commit.</summary>
public enum CommitStatus
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Stored.</summary>
    Committed,

    /// <summary>At least one of the batches was committed before; nothing was stored.</summary>
    Duplicate,

    /// <summary>The generation is sealed; nothing was stored: process the batches again under the current one.</summary>
    Sealed,

    /// <summary>The blocks or tallies are not sound; nothing was stored.</summary>
    Malformed,

    /// <summary>No room, or writing failed; nothing was stored: try again.</summary>
    Unavailable,
}
