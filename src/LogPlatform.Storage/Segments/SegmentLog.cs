using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Segments;

/// <summary>The segment files as one sequence of frames. Used under the store's lock.</summary>
internal sealed class SegmentLog(IStorageDirectory directory, SegmentStoreOptions options, IEnumerable<StoreSegment> segments, long nextSegment, long nextSequence)
{
    private readonly List<StoreSegment> _segments = [.. segments];

    /// <summary>The number of the next segment.</summary>
    public long NextSegment { get; private set; } = nextSegment;

    /// <summary>The number of the next frame.</summary>
    public long NextSequence { get; private set; } = nextSequence;

    /// <summary>The segments, oldest first.</summary>
    public IReadOnlyList<StoreSegment> Segments => _segments;

    /// <summary>Bytes of all segments.</summary>
    public long Bytes => _segments.Sum(segment => segment.Length);

    /// <summary>Whether a file was created whose name is not durable yet.</summary>
    public bool AreNamesDirty { get; set; }

    /// <summary>Writes a frame behind the others. On a fault nothing of it was kept.</summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public FramePlace Append(FrameBuilder frame, long nowUnixNano)
    {
        var segment = _segments.Count > 0 ? _segments[^1] : null;
        if (segment is null || !segment.IsTrusted || IsFull(segment, frame.LengthUnsealed, nowUnixNano))
        {
            segment = Start(nowUnixNano);
        }

        frame.Seal(segment.Header.Number, NextSequence, nowUnixNano);
        return Write(segment, frame.Parts, frame.Length, nowUnixNano);
    }

    /// <summary>Writes a frame again that is in doubt elsewhere, with the number it has.</summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public FramePlace Rewrite(StoreSegment segment, byte[] frame, long nowUnixNano) => Write(segment, [frame], frame.Length, nowUnixNano);

    /// <summary>
    /// Starts a segment for frames from <paramref name="sequence"/> on, which are written again: those that earlier segments have with these numbers are void.
    /// </summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public StoreSegment StartAt(long sequence, long nowUnixNano)
    {
        NextSequence = sequence;
        return Start(nowUnixNano);
    }

    /// <summary>Gives the newest segment up again, after writing to it failed.</summary>
    public void GiveUp(StoreSegment newest, long nextSequence)
    {
        NextSequence = nextSequence;
        _segments.Remove(newest);
        newest.File.Dispose();
        directory.TryDelete(newest.FileName);
    }

    /// <summary>Takes a segment off the list; its file is the caller's.</summary>
    public void Remove(StoreSegment segment) => _segments.Remove(segment);

    /// <summary>Starts a new segment if the newest has been written to for long enough.</summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public void StartIfDue(long nowUnixNano)
    {
        if (_segments.Count > 0 && IsFull(_segments[^1], 0, nowUnixNano))
        {
            Start(nowUnixNano);
        }
    }

    private bool IsFull(StoreSegment segment, long bytes, long nowUnixNano) =>
        segment.Length > StoreSegmentHeader.Length
        && (segment.Length + bytes > options.SegmentBytes || nowUnixNano - segment.Header.CreatedUnixNano >= (long)options.SegmentAge.TotalNanoseconds);

    private StoreSegment Start(long nowUnixNano)
    {
        var header = new StoreSegmentHeader(NextSegment++, NextSequence, nowUnixNano);
        var file = directory.Create(StoreSegment.FileNameOf(header.Number));
        try
        {
            file.Write(0, header.Encode());
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            file.Dispose();
            directory.TryDelete(StoreSegment.FileNameOf(header.Number));
            throw;
        }

        var segment = new StoreSegment(header, file);
        _segments.Add(segment);
        AreNamesDirty = true;
        return segment;
    }

    private FramePlace Write(StoreSegment segment, IReadOnlyList<ReadOnlyMemory<byte>> parts, long length, long nowUnixNano)
    {
        try
        {
            segment.File.Write(segment.Length, parts);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            CutOrDistrust(segment);
            throw;
        }

        var place = new FramePlace(segment, segment.Length);
        segment.Length += length;
        segment.LastWrittenUnixNano = nowUnixNano;
        NextSequence++;
        return place;
    }

    private static void CutOrDistrust(StoreSegment segment)
    {
        try
        {
            segment.File.SetLength(segment.Length);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            // Part of a frame stays at the end. The next frame goes to a new segment, which says by its header that it continues here.
            segment.IsTrusted = false;
        }
    }
}
