namespace LogPlatform.Storage.Journal;

/// <summary>Where the journal is and how long it keeps raw batches.</summary>
public sealed class JournalOptions
{
    /// <summary>The folder, created when it is missing. Readable by its owner only: raw batches are not redacted.</summary>
    public required string Directory { get; init; }
}
