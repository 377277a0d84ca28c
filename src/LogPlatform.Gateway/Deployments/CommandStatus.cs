namespace LogPlatform.Gateway.Deployments;

/// <summary>Whether a command was taken.</summary>
public enum CommandStatus
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It was.</summary>
    Accepted,

    /// <summary>What it names does not exist.</summary>
    Unknown,

    /// <summary>It makes no sense: impossible numbers, a damaged release.</summary>
    Invalid,

    /// <summary>It makes no sense now: another deployment is under way, there is nothing to approve.</summary>
    Conflict,

    /// <summary>It could not be stored; nothing has changed.</summary>
    Unavailable,

    /// <summary>Whoever wants it may not.</summary>
    Forbidden,
}
