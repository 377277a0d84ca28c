namespace LogPlatform.Storage.Segments;

/// <summary>Where the store is and how long it keeps records.</summary>
public sealed class SegmentStoreOptions
{
    /// <summary>The folder, created when it is missing.</summary>
    public required string Directory { get; init; }
}
