namespace LogPlatform.Core.Slots;

/// <summary>
/// The right to send one unit of work through a slot. It may cross <c>await</c>; give it back in <c>finally</c>, exactly once.
/// </summary>
/// <typeparam name="TNodes">What leads to the slot's nodes.</typeparam>
public readonly struct Lease<TNodes>
{
    private readonly SlotEpoch<TNodes> _epoch;

    internal Lease(SlotEpoch<TNodes> epoch) => _epoch = epoch;

    /// <summary>The pointer under which the lease was granted.</summary>
    public SlotPointer Pointer => _epoch.Pointer;

    /// <summary>What leads to the slot's nodes.</summary>
    public TNodes Nodes => _epoch.Nodes;

    /// <summary>Gives the lease back.</summary>
    public void Release() => _epoch.Latch.Leave();
}
