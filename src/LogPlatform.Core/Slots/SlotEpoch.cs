namespace LogPlatform.Core.Slots;

/// <summary>One generation of the active slot: where the pointer points, and who is inside.</summary>
/// <typeparam name="TNodes">What leads to the slot's nodes.</typeparam>
/// <param name="pointer">The pointer of this generation.</param>
/// <param name="nodes">What leads to the slot's nodes.</param>
public sealed class SlotEpoch<TNodes>(SlotPointer pointer, TNodes nodes)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The pointer of this generation.</summary>
    public SlotPointer Pointer { get; } = pointer;

    /// <summary>What leads to the slot's nodes.</summary>
    public TNodes Nodes { get; } = nodes;

    /// <summary>Who is inside.</summary>
    public DrainLatch Latch { get; } = new();

    /// <summary>Completes when another generation serves and this one lets nobody in any more; never faults.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lets nobody in any more.</summary>
    internal void End()
    {
        Latch.Close();
        _ended.TrySetResult();
    }
}
