using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Waiting;

namespace LogPlatform.Storage.Segments;

/// <summary>
/// Stages units in the place of others and makes them visible all at once: one frame says so, and whether it is durable decides what a start finds. A staged unit is a frame
/// like a commit, with ids of its own, so that the order of ids stays that of frames and segments.
/// </summary>
internal sealed class StoreRewinds(StoreState state, StoreAppender appender, StoreSync sync, Watermark lastId, Lock removals, Lock gate)
{
    /// <summary>The visible units of a generation.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public List<CommittedUnit> UnitsOf(Generation generation) => WithoutRetention(() =>
    {
        List<FramePlace> places;
        lock (gate)
        {
            places = state.Units.Visible(generation);
        }

        var reader = new UnitReader();
        var units = new List<CommittedUnit>();
        var quarantined = new List<IEnumerable<long>>();
        foreach (var place in places)
        {
            var frame = reader.Frame(place);
            if (frame.Generation == generation)
            {
                var unit = reader.Unit(frame);
                units.Add(new CommittedUnit(unit.Sequence, unit.Pointer, TalliesOf(frame), HasReleasedQuarantine: false));
                quarantined.Add(unit.QuarantineIds);
            }
        }

        lock (gate)
        {
            for (var i = 0; i < units.Count; i++)
            {
                units[i] = units[i] with { HasReleasedQuarantine = HasReleased_NeedsLock(quarantined[i]) };
            }
        }

        return units;
    });

    /// <summary>The numbers of the visible units that a rewind has staged a replacement for.</summary>
    public HashSet<long> StagedBy(RewindId rewind)
    {
        lock (gate)
        {
            return [.. state.Rewinds.StagedBy(rewind).Keys.Where(state.Units.IsVisible)];
        }
    }

    /// <summary>Stages a unit.</summary>
    /// <exception cref="IOException">The unit that it is to replace cannot be read.</exception>
    public CommitStatus Stage(RewindId rewind, CommittedUnit replaces, Commit commit)
    {
        if (rewind.Value < 1 || !CommitCheck.TryCheck(commit, out var blocks, out var quarantined) || !IsOfTheSameRecords(replaces.Tallies, commit.Result.Tallies))
        {
            return CommitStatus.Malformed;
        }

        if (Find(replaces.Number) is not { } replaced)
        {
            return CommitStatus.Duplicate;
        }

        var frame = new FrameBuilder();
        frame.BeginUnit(FrameKind.Stage, commit, blocks, quarantined);
        frame.AddNumbers(rewind.Value, replaced.Sequence, replaced.Since);
        lock (gate)
        {
            if (!state.Units.IsVisible(replaced.Sequence) || state.Rewinds.StagedBy(rewind).ContainsKey(replaced.Sequence))
            {
                return CommitStatus.Duplicate;
            }

            frame.SetFirstIds(state.NextBlockId, quarantined > 0 ? state.NextQuarantineId : 0);
            try
            {
                appender.Append_NeedsLock(frame, []);
                return CommitStatus.Committed;
            }
            catch (Exception e) when (DiskFault.Is(e))
            {
                sync.CountFault_NeedsLock(e);
                return CommitStatus.Unavailable;
            }
        }
    }

    /// <summary>Makes visible what a rewind has staged.</summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public async ValueTask<SupersededTotals> SupersedeAsync(RewindId rewind, CancellationToken cancellationToken)
    {
        var outcome = await Task.Run(() => Supersede(rewind), cancellationToken).ConfigureAwait(false);
        await appender.SyncThroughAsync(outcome.Sequence, cancellationToken).ConfigureAwait(false);
        return outcome.Totals;
    }

    /// <summary>Forgets what a rewind has staged.</summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public async ValueTask AbandonAsync(RewindId rewind, CancellationToken cancellationToken)
    {
        var sequence = await Task.Run(() => Abandon(rewind), cancellationToken).ConfigureAwait(false);
        await appender.SyncThroughAsync(sequence, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsOfTheSameRecords(IReadOnlyList<BatchTally> replaced, IReadOnlyList<BatchTally> staged) =>
        replaced.Select(tally => (tally.Id, tally.Total)).SequenceEqual(staged.Select(tally => (tally.Id, tally.Total)));

    private static BatchTally[] TalliesOf(FrameView frame)
    {
        var tallies = new BatchTally[frame.TallyCount];
        for (var i = 0; i < tallies.Length; i++)
        {
            tallies[i] = frame.Tally(i);
        }

        return tallies;
    }

    private RewindOutcome Supersede(RewindId rewind)
    {
        lock (removals)
        {
            // The heads are read before the lock is taken: commits and queries wait for the flip only.
            var found = Staged(rewind);
            lock (gate)
            {
                if (found.Count == 0 && state.Rewinds.OutcomeOf(rewind) is { } before)
                {
                    return before;
                }

                var units = found.FindAll(unit => state.Units.IsVisible(unit.Replaced!.Sequence) && !HasReleased_NeedsLock(unit.Replaced.QuarantineIds));
                var change = Supersession.Of(rewind, units);
                var frame = new FrameBuilder();
                change.Begin(frame);
                appender.Append_NeedsLock(frame, [], change);

                // In the same step, because a search takes the last id for the end of what it may see.
                lastId.Advance(Math.Max(lastId.Value, state.Blocks.LastId));
                return state.Rewinds.OutcomeOf(rewind)!;
            }
        }
    }

    private long Abandon(RewindId rewind)
    {
        lock (removals)
        {
            lock (gate)
            {
                var frame = new FrameBuilder();
                frame.Begin(FrameKind.StageAbandon, null, default);
                frame.AddNumbers(rewind.Value);
                return appender.Append_NeedsLock(frame, []);
            }
        }
    }

    private List<UnitReplacement> Staged(RewindId rewind)
    {
        List<(FramePlace Staged, FramePlace Replaced)> places = [];
        lock (gate)
        {
            foreach (var (replaced, staged) in state.Rewinds.StagedBy(rewind).OrderBy(pair => pair.Value))
            {
                if (state.Units.TryFind(staged, out var next) && state.Units.TryFind(replaced, out var old))
                {
                    places.Add((next, old));
                }
            }
        }

        var (stagedReader, replacedReader) = (new UnitReader(), new UnitReader());
        return places.ConvertAll(place => new UnitReplacement(stagedReader.Unit(place.Staged), replacedReader.Unit(place.Replaced)));
    }

    private UnitHead? Find(long sequence) => WithoutRetention(() =>
    {
        FramePlace place;
        lock (gate)
        {
            if (!state.Units.TryFind(sequence, out place) || !state.Units.IsVisible(sequence))
            {
                return null;
            }
        }

        return new UnitReader().Unit(place);
    });

    // A quarantined record of a visible unit that is not there any more was processed again.
    private bool HasReleased_NeedsLock(IEnumerable<long> quarantined) => !quarantined.All(state.Quarantine.Contains);

    private T WithoutRetention<T>(Func<T> read)
    {
        while (true)
        {
            try
            {
                return read();
            }
            catch (ObjectDisposedException) when (!state.IsClosed)
            {
                // Retention took a segment between the look-up and the read: look again.
            }
        }
    }
}
