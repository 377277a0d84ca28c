namespace LogPlatform.Core.Slots;

/// <summary>
/// The pointer to the slot that serves, in one process. Leasing never waits and takes no lock; a switch publishes the new epoch first and
/// closes the old one after, so a reader that is refused finds the new one when it reads again.
/// </summary>
/// <typeparam name="TNodes">What leads to a slot's nodes.</typeparam>
/// <param name="first">The epoch that serves at the start.</param>
public sealed class ActiveSlot<TNodes>(SlotEpoch<TNodes> first)
{
    private SlotEpoch<TNodes> _current = first;

    /// <summary>The epoch that serves now.</summary>
    public SlotEpoch<TNodes> Current => Volatile.Read(ref _current);

    /// <summary>A lease on the slot that serves.</summary>
    public Lease<TNodes> Acquire()
    {
        while (true)
        {
            var epoch = Current;
            if (TryEnter(epoch, out var lease))
            {
                return lease;
            }

            // Refused means closed, and closing comes after publishing: the next read sees a later epoch. So this ends.
        }
    }

    /// <summary>
    /// Makes <paramref name="next"/> the epoch that serves, if <paramref name="expected"/> still is: a compare-and-set, so two concurrent switches cannot both win.
    /// </summary>
    /// <returns>False when another switch came first; nothing has changed then.</returns>
    /// <exception cref="ArgumentException">The generation does not grow.</exception>
    public bool TrySwitch(SlotEpoch<TNodes> expected, SlotEpoch<TNodes> next)
    {
        if (next.Pointer.Generation <= expected.Pointer.Generation)
        {
            throw new ArgumentException("A switch needs a later generation.", nameof(next));
        }

        if (!TryPublish(expected, next))
        {
            return false;
        }

        expected.End();
        return true;
    }

    // The two halves of each operation stand alone so that the interleaving test can put every other step between them.
    internal static bool TryEnter(SlotEpoch<TNodes> epoch, out Lease<TNodes> lease)
    {
        lease = new Lease<TNodes>(epoch);
        return epoch.Latch.TryEnter();
    }

    internal bool TryPublish(SlotEpoch<TNodes> expected, SlotEpoch<TNodes> next) =>
        ReferenceEquals(Interlocked.CompareExchange(ref _current, next, expected), expected);
}
