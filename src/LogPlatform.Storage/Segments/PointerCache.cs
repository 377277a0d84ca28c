using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Segments;

/// <summary>Thousands of frames name the same pointer: one object for all that follow each other.</summary>
internal sealed class PointerCache
{
    private SlotPointer? _last;

    /// <summary>The pointer that a frame names.</summary>
    public SlotPointer Of(FrameView frame)
    {
        if (_last is { } last
            && last.Generation == frame.Generation
            && last.Color == frame.Color
            && System.Text.Ascii.Equals(frame.ReleaseName, last.Release.Name))
        {
            return last;
        }

        return _last = frame.ToPointer();
    }
}
