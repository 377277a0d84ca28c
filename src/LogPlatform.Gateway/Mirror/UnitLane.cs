using System.Globalization;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Mirror;

/// <summary>Sends units through a slot beside production: with a limit, and with failures as answers. A slot that ignores its cancellation holds nobody up.</summary>
internal sealed class UnitLane(TimeSpan limit, TimeProvider time)
{
    private const int MostLosses = 3;

    // Far from the dispatcher's numbers, whose units may be under way at the same node.
    private long _number = 1L << 48;

    /// <summary>Sends a unit. A node that dies of another unit is not held against this one, unless it happens again and again.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LaneAnswer> ProcessAsync(ISlot slot, Generation generation, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        for (var losses = 1; ; losses++)
        {
            Task<WorkResult>? processing = null;
            try
            {
                processing = slot.ProcessAsync(new WorkUnit(Interlocked.Increment(ref _number), generation, entries), either.Token);
                return new LaneAnswer(await processing.WaitAsync(either.Token), null);
            }
            catch (ProcessorFailedException lost) when (!lost.WasProcessing && losses < MostLosses)
            {
                // Again.
            }
            catch (ProcessorFailedException failed)
            {
                return new LaneAnswer(null, failed.Message);
            }
            catch (OperationCanceledException)
            {
                DisposeWhenItComes(processing);
                cancellationToken.ThrowIfCancellationRequested();
                return new LaneAnswer(null, string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds:0.###} s"));
            }
        }
    }

    private static void DisposeWhenItComes(Task<WorkResult>? processing) => processing?.ContinueWith(
        static late => late.Result.Dispose(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
