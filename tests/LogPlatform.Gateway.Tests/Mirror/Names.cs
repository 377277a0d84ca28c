using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Mirror;

/// <summary>The releases and pointers of these tests: 1.0 serves on blue, 1.1 comes to green.</summary>
internal static class Names
{
    public static ReleaseId Old { get; } = Of("1.0");

    public static ReleaseId New { get; } = Of("1.1");

    public static SlotPointer Blue { get; } = new(Color.Blue, new Generation(1), Old);

    public static SlotPointer Green { get; } = new(Color.Green, new Generation(2), New);

    public static ReleaseId Of(string name) => ReleaseId.TryParse(name, out var id) ? id : throw new FormatException(name);
}
