namespace LogPlatform.Storage.Segments;

/// <summary>Where the store is and how long it keeps records.</summary>
public sealed class SegmentStoreOptions
{
    /// <summary>The folder, created when it is missing.</summary>
    public required string Directory { get; init; }

    /// <summary>Size at which a segment file is finished, bytes; 64 KiB to 1 GiB, 128 MiB by default. Retention takes whole segments.</summary>
    public long SegmentBytes { get; init; } = 128L << 20;

    /// <summary>Age at which a segment file is finished even if it is small, so that retention can take it in time; 6 hours by default.</summary>
    public TimeSpan SegmentAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long records are kept after they were stored; 30 days by default.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Size on disk of all segments, bytes; 20 GiB by default. The oldest go first.</summary>
    public long MaxBytes { get; init; } = 20L << 30;

    /// <summary>How long a commit may wait for its sync; 100 ms by default. Until then the journal has the batches.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Bytes of commits after which the sync does not wait any longer; 16 MiB by default.</summary>
    public long SyncBytes { get; init; } = 16L << 20;

    /// <summary>Throws when an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, 64 << 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentBytes, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SegmentAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(SyncInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(SyncBytes);
    }
}
