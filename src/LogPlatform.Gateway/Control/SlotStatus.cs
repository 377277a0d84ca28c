using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Control;

/// <summary>A slot.</summary>
/// <param name="Color">Its name.</param>
/// <param name="Active">Whether it serves production.</param>
/// <param name="Release">The release in it; null when it is empty.</param>
/// <param name="LeasesInFlight">Leases granted and not given back.</param>
/// <param name="Nodes">Its nodes.</param>
public sealed record SlotStatus(Color Color, bool Active, string? Release, long LeasesInFlight, IReadOnlyList<NodeStatus> Nodes);
