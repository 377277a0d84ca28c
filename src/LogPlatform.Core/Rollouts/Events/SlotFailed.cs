using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Rollouts.Events;

/// <summary>A slot could not be filled, or what was in it is lost for good.</summary>
/// <param name="Color">The slot.</param>
/// <param name="Detail">Why.</param>
public sealed record SlotFailed(Color Color, string Detail) : RolloutEvent;
