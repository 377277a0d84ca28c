namespace LogPlatform.Storage.Segments;

/// <summary>Where a frame is.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Offset">First byte of the frame in it.</param>
internal readonly record struct FramePlace(StoreSegment Segment, long Offset);
