namespace LogPlatform.Core.Validation.Diff;

/// <summary>What the baseline's records are compared with.</summary>
public enum DiffRun
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The candidate's records.</summary>
    Candidate,

    /// <summary>The records of a second run of the baseline: what differs here is noise.</summary>
    Noise,
}
