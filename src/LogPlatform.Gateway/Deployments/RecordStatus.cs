namespace LogPlatform.Gateway.Deployments;

/// <summary>Whether a decision is written.</summary>
internal enum RecordStatus
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It is, in the audit log and in the store: it may be acted on.</summary>
    Recorded,

    /// <summary>It is not, and nothing may be done.</summary>
    NotWritten,

    /// <summary>Somebody else wrote another one first.</summary>
    Outrun,
}
