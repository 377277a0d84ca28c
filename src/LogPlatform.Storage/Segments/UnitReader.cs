namespace LogPlatform.Storage.Segments;

/// <summary>Reads heads of units back from the segments: what they say is not kept in memory. Reads nothing that was written after its first use of a segment.</summary>
internal sealed class UnitReader
{
    private readonly PointerCache _pointers = new();
    private StoreSegment? _segment;
    private FrameScanner? _scanner;

    /// <summary>The frame at a place, valid until the next call.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="ObjectDisposedException">Retention took the segment.</exception>
    public FrameView Frame(FramePlace place)
    {
        var (segment, offset) = place;
        if (segment != _segment)
        {
            (_segment, _scanner) = (segment, new FrameScanner(segment.File, segment.Header.Number));
        }

        return _scanner!.TryReadAt(offset, out var frame) ? frame : throw new IOException($"A frame in {segment.FileName} cannot be read back.");
    }

    /// <summary>The unit at a place.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="ObjectDisposedException">Retention took the segment.</exception>
    public UnitHead Unit(FramePlace place) => Unit(Frame(place));

    /// <summary>The unit in a frame.</summary>
    public UnitHead Unit(FrameView frame) => UnitHead.Of(frame, _pointers.Of(frame));
}
