using LogPlatform.Storage.Waiting;

namespace LogPlatform.Postgres.Connections;

/// <summary>Looks again and again for what other gateways do, for as long as somebody waits for it.</summary>
internal sealed class Polling(TimeSpan interval, TimeProvider time)
{
    /// <summary>Completes when <paramref name="isReached"/> is true. It may throw an <see cref="IOException"/>: then it is asked again later.</summary>
    public async ValueTask UntilAsync(Func<bool> isReached, CancellationToken cancellationToken)
    {
        while (!Ask(isReached))
        {
            await Task.Delay(interval, time, cancellationToken);
        }
    }

    /// <summary>The same, but it is also asked whenever <paramref name="here"/> moves: what happens in this process is seen at once.</summary>
    public async ValueTask UntilAsync(Func<bool> isReached, Watermark here, CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = here.Value;
            if (Ask(isReached))
            {
                return;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(Task.Delay(interval, time, stop.Token), here.WaitAsync(seen, stop.Token).AsTask());
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static bool Ask(Func<bool> isReached)
    {
        try
        {
            return isReached();
        }
        catch (IOException)
        {
            return false;
        }
    }
}
