using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>Finds the frames of units of work by their numbers. Used under the store's lock.</summary>
internal sealed class UnitIndex
{
    // Those with frames, by rising number. After a failed sync a later one may begin at the same frame as an earlier one, whose frames are then void.
    private readonly List<StoreSegment> _segments = [];

    /// <summary>Adds the next frame of a segment.</summary>
    public void Add(long sequence, FramePlace place, bool isVisible)
    {
        if (_segments.Count == 0 || _segments[^1] != place.Segment)
        {
            _segments.Add(place.Segment);
        }

        place.Segment.Frames.Add(sequence, place.Offset, isVisible);
    }

    /// <summary>Where a frame is; false when retention took it.</summary>
    public bool TryFind(long sequence, out FramePlace place)
    {
        var at = _segments.FindLastIndex(segment => segment.Header.FirstSequence <= sequence);
        var offset = 0L;
        var found = at >= 0 && _segments[at].Frames.TryFind(sequence, out offset);
        place = found ? new FramePlace(_segments[at], offset) : default;
        return found;
    }

    /// <summary>Whether a frame is a visible unit.</summary>
    public bool IsVisible(long sequence) => TryFind(sequence, out var place) && place.Segment.Frames.IsVisible(sequence);

    /// <summary>Takes in that a frame was written again, and says whether it is a visible unit.</summary>
    public bool Move(long sequence, StoreSegment from, FramePlace place)
    {
        var isVisible = from.Frames.IsVisible(sequence);
        from.Frames.Show(sequence, false);
        Add(sequence, place, isVisible);
        return isVisible;
    }

    /// <summary>The visible units in segments that hold any of a generation, in order; those of other generations are among them.</summary>
    public List<FramePlace> Visible(Generation generation) =>
    [
        .. _segments.Where(segment => segment.Totals.Holds(generation)).SelectMany(segment => segment.Frames.VisibleOffsets().Select(offset => new FramePlace(segment, offset))),
    ];

    /// <summary>Drops all segments up to a number.</summary>
    public void RemoveThrough(long segment) => _segments.RemoveAll(kept => kept.Header.Number <= segment);
}
