namespace LogPlatform.Storage.Segments;

/// <summary>A frame that is visible and not yet durable.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Length">Bytes of it.</param>
/// <param name="Batches">The batches it commits.</param>
internal readonly record struct UnsyncedFrame(long Sequence, FramePlace Place, long Length, long[] Batches);
