namespace LogPlatform.Storage.Segments;

/// <summary>
/// Where the frames of one segment start, and which of them are units of work that are visible. Four bytes a frame: they start at multiples of 8, so that half an offset leaves
/// two bits free.
/// </summary>
internal sealed class FrameIndex(long firstSequence)
{
    private const uint Visible = 1;
    private readonly List<uint> _frames = [];

    /// <summary>Adds the next frame.</summary>
    public void Add(long sequence, long offset, bool isVisible)
    {
        if (sequence != firstSequence + _frames.Count)
        {
            throw new InvalidOperationException($"Frame {sequence} does not follow frame {firstSequence + _frames.Count - 1}.");
        }

        _frames.Add(checked((uint)(offset >> 1)) | (isVisible ? Visible : 0));
    }

    /// <summary>Where a frame starts; false when it is not in the segment.</summary>
    public bool TryFind(long sequence, out long offset)
    {
        var at = sequence - firstSequence;
        var found = at >= 0 && at < _frames.Count;
        offset = found ? (long)(_frames[(int)at] & ~Visible) << 1 : 0;
        return found;
    }

    /// <summary>Whether a frame of the segment is a visible unit.</summary>
    public bool IsVisible(long sequence) => (_frames[(int)(sequence - firstSequence)] & Visible) != 0;

    /// <summary>Shows or hides a unit.</summary>
    public void Show(long sequence, bool isVisible)
    {
        var at = (int)(sequence - firstSequence);
        _frames[at] = isVisible ? _frames[at] | Visible : _frames[at] & ~Visible;
    }

    /// <summary>The offsets of the visible units, in order.</summary>
    public IEnumerable<long> VisibleOffsets() => _frames.Where(frame => (frame & Visible) != 0).Select(frame => (long)(frame & ~Visible) << 1);
}
