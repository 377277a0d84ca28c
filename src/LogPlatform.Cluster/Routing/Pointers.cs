using LogPlatform.Contracts.Routing;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Routing;

/// <summary>Between a pointer and what travels of it.</summary>
internal static class Pointers
{
    public static SlotPointer ToPointer(this PointerState state) =>
        ReleaseId.TryParse(state.Release, out var release) && (Color)state.Color is Color.Blue or Color.Green
            ? new SlotPointer((Color)state.Color, new Generation(state.Generation), release)
            : throw new InvalidDataException($"The pointer {state} makes no sense.");

    public static PointerState ToState(this SlotPointer pointer, DateTimeOffset since) =>
        new((int)pointer.Color, pointer.Generation.Value, pointer.Release.Name, since);

    /// <summary>Whether two name the same, whenever they were published.</summary>
    public static bool IsSame(this PointerState one, PointerState? other) =>
        other is not null && one.Color == other.Color && one.Generation == other.Generation && one.Release == other.Release;
}
