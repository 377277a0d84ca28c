using System.Threading.Channels;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>
/// Bounds the units under way, for each generation by itself: what a release that was replaced still holds on to must not keep the one that replaced it from working. Its width
/// is asked for each time, because a switch may bring a slot with more nodes. One caller enters, many leave.
/// </summary>
internal sealed class DispatchWindow<TNodes>(ActiveSlot<TNodes> slot, Func<int> width)
{
    // One signal is enough however many left: whoever waits looks at the count again.
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private readonly Dictionary<Generation, int> _inside = [];
    private SlotEpoch<TNodes>? _watched;

    /// <summary>Completes when there is room in the generation that serves then, and takes it.</summary>
    /// <returns>The generation, for <see cref="Leave"/>.</returns>
    public async ValueTask<Generation> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var epoch = slot.Current;
            if (TryEnter(epoch.Pointer.Generation))
            {
                return epoch.Pointer.Generation;
            }

            // A switch brings room too, also when nobody ever leaves.
            if (_watched != epoch)
            {
                _watched = epoch;
                _ = epoch.Ended.ContinueWith(_ => Signal(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            await _changed.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>A unit that entered under <paramref name="generation"/> is settled, under whichever.</summary>
    public void Leave(Generation generation)
    {
        lock (_lock)
        {
            if (--_inside[generation] == 0)
            {
                _inside.Remove(generation);
            }
        }

        Signal();
    }

    private bool TryEnter(Generation generation)
    {
        lock (_lock)
        {
            var inside = _inside.GetValueOrDefault(generation);
            if (inside >= width())
            {
                return false;
            }

            _inside[generation] = inside + 1;
            return true;
        }
    }

    private void Signal() => _changed.Writer.TryWrite(true);
}
