using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Pointer;

namespace LogPlatform.Standalone.Hosting;

/// <summary>Which release serves after a start. Pure.</summary>
internal static class StartPointer
{
    /// <summary>
    /// The pointer to serve with. At the first start, blue serves the bundled release as generation 1. Later the stored pointer holds, so that a deployed release
    /// survives a restart; but when the program was started with another bundled worker or other rules than last time, that is what serves, as a new generation.
    /// </summary>
    public static PointerRecord Choose(PointerRecord? stored, ReleaseId bundled, DateTimeOffset now) => stored switch
    {
        null => new PointerRecord(Color.Blue, 1, bundled.Name, bundled.Name, now),
        _ when stored.Bundle == bundled.Name => stored,
        _ => new PointerRecord(stored.Color, stored.Generation + 1, bundled.Name, bundled.Name, now),
    };
}
