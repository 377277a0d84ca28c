using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Pointer;

/// <summary>The pointer as it is kept on disk.</summary>
/// <param name="Color">The slot that serves.</param>
/// <param name="Generation">The number of the switch that made it so.</param>
/// <param name="Release">The release in it.</param>
/// <param name="Bundle">The release that was bundled with the program when it last started.</param>
/// <param name="Since">When that was.</param>
internal sealed record PointerRecord(Color Color, long Generation, string Release, string Bundle, DateTimeOffset Since)
{
    /// <summary>The pointer it stands for.</summary>
    /// <exception cref="InvalidDataException">The file was edited into nonsense.</exception>
    public SlotPointer ToPointer() =>
        Color is Color.Blue or Color.Green && Generation > 0 && ReleaseId.TryParse(Release, out var release)
            ? new SlotPointer(Color, new Generation(Generation), release)
            : throw new InvalidDataException($"the pointer file names color '{Color}', generation {Generation}, release '{Release}', which cannot be");
}
