using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>Where the journal is and how long it keeps raw batches.</summary>
public sealed class JournalOptions
{
    /// <summary>The folder, created when it is missing. Readable by its owner only: raw batches are not redacted.</summary>
    public required string Directory { get; init; }

    /// <summary>Size of a segment file, bytes; 64 KiB to 1 GiB, 64 MiB by default. A larger batch gets a segment of its own size.</summary>
    public int SegmentBytes { get; init; } = 64 << 20;

    /// <summary>
    /// How long a batch is kept after it is durable in the store, for rehearsal and rewind; 24 hours by default. With 0 it goes as soon as the
    /// retry window is over.
    /// </summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Size on disk that batches which are durable in the store may take, bytes; 8 GiB by default. The oldest go first.</summary>
    public long MaxReleasedBytes { get; init; } = 8L << 30;

    /// <summary>Size on disk of batches not yet durable in the store at which appends are refused, bytes; 0, the default, is no limit.</summary>
    public long MaxUnreleasedBytes { get; init; }

    /// <summary>
    /// Free space that a new segment must leave on the disk, bytes; 256 MiB by default. The store writes to the same disk: without room it could never
    /// take over the batches that fill the journal.
    /// </summary>
    public long MinFreeBytes { get; init; } = 256L << 20;

    /// <summary>How long a batch is remembered to recognise a retry; 2 minutes by default, 0 is off.</summary>
    public TimeSpan RetryWindow { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Number of batches that are remembered to recognise a retry; the oldest are forgotten first. 131,072 by default (some 25 MiB).</summary>
    public int RetryWindowEntries { get; init; } = 131_072;

    /// <summary>
    /// The last batch that the store knows. A journal that lost its files (somebody deleted the folder) continues behind it: numbers that were given out
    /// once would make the store take new batches for old ones.
    /// </summary>
    public BatchId ContinueAfter { get; init; }

    /// <summary>Throws when an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, 64 << 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentBytes, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxReleasedBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxUnreleasedBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MinFreeBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryWindow, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(RetryWindowEntries);
    }
}
