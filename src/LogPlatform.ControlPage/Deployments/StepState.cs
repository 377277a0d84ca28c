namespace LogPlatform.ControlPage.Deployments;

/// <summary>How a stage stands.</summary>
public enum StepState
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It comes later, if all goes well.</summary>
    Ahead,

    /// <summary>Under way.</summary>
    Now,

    /// <summary>Over, as it should be.</summary>
    Done,

    /// <summary>The deployment ended here, or turned back.</summary>
    Failed,

    /// <summary>It was not needed, or is not reached any more.</summary>
    Skipped,
}
