namespace LogPlatform.Storage.Blocks.Records;

/// <summary>
/// The columns that have a value for every row, in their order in the data section. Times, severities, resources and scopes are in the light section instead.
/// Stored numbers: never reuse one.
/// </summary>
internal enum RowColumn
{
    /// <summary>Index of the record's shape.</summary>
    Shape = 0,

    /// <summary>Index of the ingested batch.</summary>
    Source = 1,

    /// <summary>Position in the ingested batch, less what would follow the row before.</summary>
    Ordinal = 2,

    /// <summary>Which of time (1) and observed time (2) are known.</summary>
    Clocks = 3,

    /// <summary>When both times are known, the observed time less what <see cref="ObservedOrigin"/> says; otherwise 0.</summary>
    Observed = 4,

    /// <summary>W3C trace flags.</summary>
    Flags = 5,

    /// <summary>Attributes that the sender dropped.</summary>
    DroppedAttributes = 6,
}
