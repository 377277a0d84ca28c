namespace LogPlatform.Core.Slots;

/// <summary>Which slot serves production, since which switch, with which release.</summary>
/// <param name="Color">The slot.</param>
/// <param name="Generation">The switch that made it active.</param>
/// <param name="Release">The release in it.</param>
public sealed record SlotPointer(Color Color, Generation Generation, ReleaseId Release);
