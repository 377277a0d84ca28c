using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Gateway.Mirror;

namespace LogPlatform.Gateway.Rewinds;

/// <summary>Processes what a generation committed again and stages it, unit by unit. Goes on where an earlier run stopped.</summary>
internal sealed class RewindStaging(IRewindStore store, IJournal journal, ISlotProvisioner slots, UnitLane lane, TimeProvider time)
{
    private const int UnitsAtOnce = 2;
    private const int MostStrikes = 3;
    private static readonly TimeSpan StoreRetry = TimeSpan.FromMilliseconds(500);

    /// <summary>Stages every unit that can be replaced.</summary>
    /// <returns>Why it cannot be done; null when it is done.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<string?> RunAsync(RewindProgress progress)
    {
        var rewind = progress.State;
        var units = store.UnitsOf(rewind.Generation);
        var staged = store.StagedBy(rewind.Id);
        var open = units.Where(unit => !staged.Contains(unit.Number)).ToList();
        progress.Update(state => state with { Units = units.Count, UnitsDone = units.Count - open.Count, UnitsGone = 0, UnitsHeld = 0 });
        if (open.Count == 0)
        {
            return null;
        }

        try
        {
            await using var aside = await slots.StartAsideAsync(rewind.By.Release, 1, progress.Cancelled);
            return await StageAllAsync(progress, aside, open);
        }
        catch (SlotProvisionException failed)
        {
            return $"release {rewind.By.Release} cannot be started: {failed.Message}";
        }
    }

    private async Task<string?> StageAllAsync(RewindProgress progress, ISlot aside, List<CommittedUnit> open)
    {
        string? failure = null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(progress.Cancelled);
        try
        {
            await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = UnitsAtOnce, CancellationToken = end.Token }, async (unit, stop) =>
            {
                if (await StageAsync(progress, aside, unit, stop) is { } why)
                {
                    Interlocked.CompareExchange(ref failure, why, null);
                    await end.CancelAsync();
                }
            });
        }
        catch (OperationCanceledException) when (failure is not null && !progress.Cancelled.IsCancellationRequested)
        {
            // The others were stopped because of the failure.
        }

        return failure;
    }

    private async Task<string?> StageAsync(RewindProgress progress, ISlot aside, CommittedUnit unit, CancellationToken stop)
    {
        if (unit.HasReleasedQuarantine)
        {
            progress.Update(state => state with { UnitsHeld = state.UnitsHeld + 1 });
            return null;
        }

        var by = progress.State.By;
        var strikes = 0;
        while (true)
        {
            // Looked up each time: retention may take the batches while the unit is tried.
            if (Recorded(unit) is not { } entries)
            {
                progress.Update(state => state with { UnitsGone = state.UnitsGone + 1 });
                return null;
            }

            var answer = await lane.ProcessAsync(aside, by.Generation, entries, stop);
            using var result = answer.Result;
            var complaint = result is null ? answer.Failure : AnswerCheck.Complaint(entries, by, result);
            if (complaint is null)
            {
                var status = await store.StageAsync(progress.State.Id, unit, new Commit(by, result!), stop);
                if (status is CommitStatus.Committed or CommitStatus.Duplicate)
                {
                    progress.Update(state => state with { UnitsDone = state.UnitsDone + 1 });
                    return null;
                }

                if (status == CommitStatus.Unavailable)
                {
                    await Task.Delay(StoreRetry, time, stop);
                    continue;
                }

                complaint = $"the store does not take the answer: {status}";
            }

            if (++strikes == MostStrikes)
            {
                return $"batches {entries[0].Id}-{entries[^1].Id} failed {MostStrikes} times: {complaint}";
            }
        }
    }

    private List<JournalEntry>? Recorded(CommittedUnit unit)
    {
        var entries = new List<JournalEntry>(unit.Tallies.Count);
        foreach (var tally in unit.Tallies)
        {
            if (RecordedUnits.Find(journal, tally.Id) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
        }

        return entries;
    }
}
