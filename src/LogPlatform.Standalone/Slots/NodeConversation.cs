using System.Collections.Concurrent;
using System.Threading.Channels;
using LogPlatform.Core.Ports;

namespace LogPlatform.Standalone.Slots;

/// <summary>Units and answers over one connection to a worker. Answers come in the order of the units, so the oldest unanswered one is in process.</summary>
internal sealed class NodeConversation(WorkerLink link, ChannelReader<PendingUnit> queue, SlotOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentQueue<PendingUnit> _held = new();
    private readonly SemaphoreSlim _window = new(options.UnitsPerWorker, options.UnitsPerWorker);
    private long _answered;
    private long _headSince;

    public int Held => _held.Count;

    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Runs until the worker is lost or hangs, or <paramref name="stop"/>; the units it holds are then still held.</summary>
    public async Task<(string Reason, bool Hung)> RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hung = false;
        await using var watchdog = time.CreateTimer(
            _ =>
            {
                if (!_held.IsEmpty && time.GetElapsedTime(Interlocked.Read(ref _headSince)) > options.UnitLimit)
                {
                    Volatile.Write(ref hung, true);
                    end.Cancel();
                }
            },
            null,
            options.UnitLimit / 4,
            options.UnitLimit / 4);
        var sending = SendAsync(end.Token);
        var receiving = ReceiveAsync(end.Token);
        var first = await Task.WhenAny(sending, receiving);
        await end.CancelAsync();
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reason = Volatile.Read(ref hung) ? "it hung" : first.Exception?.InnerException?.Message ?? "it was stopped";
        return (reason, Volatile.Read(ref hung));
    }

    /// <summary>Fails every unit it holds and returns how many there were. The oldest was in process; it is blamed if <paramref name="blame"/>.</summary>
    public int FailAll(ProcessorFailedException error, bool blame = true)
    {
        var count = 0;
        while (_held.TryDequeue(out var pending))
        {
            pending.Fail(new ProcessorFailedException(error.Message, error) { WasProcessing = blame && count == 0 });
            count++;
        }

        return count;
    }

    public void Dispose() => _window.Dispose();

    private async Task SendAsync(CancellationToken stop)
    {
        while (true)
        {
            await _window.WaitAsync(stop);
            PendingUnit pending;
            do
            {
                pending = await queue.ReadAsync(stop);
            }
            while (pending.Answer.IsCompleted);

            pending.SentAt = time.GetTimestamp();
            if (_held.IsEmpty)
            {
                Interlocked.Exchange(ref _headSince, pending.SentAt);
            }

            // Held before it is sent: if the socket breaks in between, FailAll finds it.
            _held.Enqueue(pending);
            await link.SendAsync(pending.Unit, stop);
        }
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        while (true)
        {
            var (number, result) = await link.ReceiveAnswerAsync(stop);
            if (!_held.TryPeek(out var head) || head.Unit.Number != number)
            {
                result?.Dispose();
                throw new InvalidDataException("the worker answered a unit it was not given");
            }

            _held.TryDequeue(out _);

            // The node could begin when it had the unit and was done with the one before.
            var now = time.GetTimestamp();
            var began = Math.Max(head.SentAt, Interlocked.Exchange(ref _headSince, now));
            if (result is null)
            {
                head.Fail(new ProcessorFailedException("the worker could not read a batch from the journal"));
            }
            else
            {
                head.Complete(result with { ServiceTime = time.GetElapsedTime(began, now) });
            }

            Interlocked.Increment(ref _answered);
            _window.Release();
        }
    }
}
