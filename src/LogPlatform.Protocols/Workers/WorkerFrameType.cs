namespace LogPlatform.Protocols.Workers;

/// <summary>What a frame on a worker's socket says. The numbers are on the wire between releases: never reuse one.</summary>
public enum WorkerFrameType : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Worker to gateway, first: who it is and what it runs.</summary>
    Hello = 1,

    /// <summary>Gateway to worker: process a unit.</summary>
    Work = 2,

    /// <summary>Worker to gateway: the answer.</summary>
    Result = 3,

    /// <summary>Worker to gateway: a batch of the unit could not be read from the journal.</summary>
    Unreadable = 4,
}
