namespace LogPlatform.Storage.Segments;

/// <summary>What a frame says. The numbers are stored: never reuse one.</summary>
internal enum FrameKind : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>A unit of work: tallies, blocks, quarantined records.</summary>
    Commit = 1,

    /// <summary>A generation is sealed.</summary>
    Seal = 2,

    /// <summary>Quarantined records were processed again.</summary>
    QuarantineRelease = 3,

    /// <summary>Quarantined records from a segment that retention took.</summary>
    QuarantineCarry = 4,

    /// <summary>A unit of work that a rewind wants to put in the place of another; not visible.</summary>
    Stage = 5,

    /// <summary>Staged units are visible from here on, and those they replace are not.</summary>
    Supersede = 6,

    /// <summary>What a rewind staged is forgotten.</summary>
    StageAbandon = 7,
}
