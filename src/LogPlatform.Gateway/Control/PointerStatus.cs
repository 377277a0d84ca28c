using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Control;

/// <summary>Which slot serves production.</summary>
/// <param name="Color">The slot.</param>
/// <param name="Generation">The switch that made it active.</param>
/// <param name="Release">The release in it.</param>
/// <param name="Since">When that was.</param>
public sealed record PointerStatus(Color Color, long Generation, string Release, DateTimeOffset Since);
