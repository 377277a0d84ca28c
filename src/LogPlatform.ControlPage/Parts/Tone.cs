namespace LogPlatform.ControlPage.Parts;

/// <summary>How something is meant; shown by a sign and a color together.</summary>
public enum Tone
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Somebody should look.</summary>
    Warn,

    /// <summary>Wrong.</summary>
    Bad,

    /// <summary>Under way.</summary>
    Busy,
}
