using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Slots;

/// <summary>The place of a color, and what stands there.</summary>
internal sealed class SlotPlace(Color color)
{
    private volatile LocalSlot? _slot;

    public Color Color { get; } = color;

    /// <summary>Held by whoever fills, empties or switches to the slot.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public LocalSlot? Slot
    {
        get => _slot;
        set => _slot = value;
    }
}
