using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LogPlatform.Core.Batches;

namespace LogPlatform.Gateway.Mirror;

/// <summary>
/// Sends recorded traffic through the releases where live traffic is not enough: to warm the candidate up, as samples, and as load on top of the live rate. Only the
/// samples go through production's nodes too, one at a time.
/// </summary>
internal sealed class ReplayLoop(ReplayFeed feed, UnitPairing pairing, WarmUp warmUp, MirrorOptions options, ChannelWriter<UnitPair> pairs, TimeProvider time)
{
    // What is offered in a stretch of time trails behind what it should be; a little more keeps a candidate that keeps up above the line.
    private const double Surplus = 1.05;
    private static readonly TimeSpan LoadTick = TimeSpan.FromMilliseconds(50);

    /// <summary>Replays until the candidate is warm or nothing is recorded; gives up on one that takes far too long.</summary>
    public async Task WarmUpAsync(int unitsAtOnce, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(options.WarmUpTime + options.UnitLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            var units = feed.Endlessly().TakeWhile(_ => !warmUp.IsOver);
            await Parallel.ForEachAsync(
                units,
                new ParallelOptions { MaxDegreeOfParallelism = unitsAtOnce, CancellationToken = either.Token },
                async (unit, token) => await pairing.LoadAsync(unit, token));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It hangs: its units become failures in the mirror.
        }
    }

    /// <summary>
    /// Replays samples while <paramref name="isWanted"/> says that there are too few and live traffic is thin; each recorded unit once, since the same again is no new evidence.
    /// </summary>
    /// <returns>Whether it came to the end of what is recorded; false when a recorded unit took a node of the baseline down, which may serve production.</returns>
    public async Task<bool> SampleAsync(Func<bool> isWanted, CancellationToken stop)
    {
        var isCandidateFirst = false;
        foreach (var unit in feed.Once())
        {
            while (!isWanted())
            {
                await Task.Delay(options.ReplayAfter, time, stop);
            }

            isCandidateFirst = !isCandidateFirst;
            if (await pairing.ReplayAsync(unit, isCandidateFirst, stop) is not { } pair)
            {
                return false;
            }

            if (pairs.TryWrite(pair))
            {
                await pair.Done.WaitAsync(stop);
            }
            else
            {
                pair.Dispose();
            }
        }

        return true;
    }

    /// <summary>While <paramref name="isWanted"/>, offers the candidate recorded units on top of the live ones.</summary>
    /// <param name="isWanted">Whether there is any need.</param>
    /// <param name="missing">Records that are missing to so many times what is needed.</param>
    /// <param name="unitsAtOnce">Units under way at once.</param>
    /// <param name="stop">Ends it.</param>
    public Task TopUpAsync(Func<bool> isWanted, Func<double, double> missing, int unitsAtOnce, CancellationToken stop) => Parallel.ForEachAsync(
        MissingLoadAsync(isWanted, missing, stop),
        new ParallelOptions { MaxDegreeOfParallelism = unitsAtOnce, CancellationToken = stop },
        async (unit, token) => await pairing.LoadAsync(unit, token));

    private async IAsyncEnumerable<IReadOnlyList<JournalEntry>> MissingLoadAsync(Func<bool> isWanted, Func<double, double> missing, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            foreach (var unit in feed.Endlessly())
            {
                while (!isWanted() || missing(Surplus) <= 0)
                {
                    await Task.Delay(LoadTick, time, stop);
                }

                yield return unit;
            }

            // Nothing is recorded yet.
            await Task.Delay(options.ReplayAfter, time, stop);
        }
    }
}
