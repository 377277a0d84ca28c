using System.Threading.Channels;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Bounds the units under way. Its width is asked for each time, because a switch may bring a slot with more nodes. One caller enters, many leave.</summary>
internal sealed class DispatchWindow(Func<int> width)
{
    // One signal is enough however many left: whoever waits looks at the count again.
    private readonly Channel<bool> _left = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _inside;

    /// <summary>Completes when there is room, and takes it.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _inside) >= width())
        {
            await _left.Reader.ReadAsync(cancellationToken);
        }

        Interlocked.Increment(ref _inside);
    }

    public void Leave()
    {
        Interlocked.Decrement(ref _inside);
        _left.Writer.TryWrite(true);
    }
}
