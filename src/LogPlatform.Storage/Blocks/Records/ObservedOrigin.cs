namespace LogPlatform.Storage.Blocks.Records;

/// <summary>
/// From where observed times are counted. Clients stamp the observed time when the event happens, collectors when they receive it: whichever is
/// nearer takes fewer bits. Stored numbers: never reuse one.
/// </summary>
internal enum ObservedOrigin : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The record's own time.</summary>
    Time = 1,

    /// <summary>When the gateway received the batch.</summary>
    Receipt = 2,
}
