using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Time;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Validation;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Rehearsals;

/// <summary>Sends a recorded window through nodes of two releases that belong to no slot, one unit at a time, and compares. Production is not touched.</summary>
internal sealed class RehearsalRun(IJournal journal, ISlotProvisioner slots, UnitLane lane, IOptions<DispatchOptions> grouping)
{
    private const int MostChanges = 50;

    // No generation of production: what is processed here is committed nowhere.
    private static readonly Generation Nowhere = new(1);

    /// <summary>Runs to the end of the window.</summary>
    /// <exception cref="SlotProvisionException">A release's node does not start.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(RehearsalProgress progress, Release release, long maxBatches)
    {
        var window = progress.State;
        var (from, to) = (UnixNano.FromDate(window.From), UnixNano.FromDate(window.To));
        var stop = progress.Cancelled;
        await using var baseline = await slots.StartAsideAsync(window.Baseline, 1, stop);
        await using var tried = await slots.StartAsideAsync(window.Release, 1, stop);
        var all = journal.Scan(from, to).LongCount();
        var left = maxBatches == 0 ? all : Math.Min(all, maxBatches);
        progress.Update(state => state with { Batches = left });

        var differences = new DiffAggregate(release.ExpectedChanges);
        var comparison = new UnitComparison(new SlotPointer(Color.Green, Nowhere, release.Id), release.ExpectedChanges, differences);
        var noise = new NoiseSchedule(isWanted: true);
        foreach (var entries in RecordedUnits.Group(SkipFirst(journal.Scan(from, to), all - left), grouping.Value))
        {
            using var pair = await PairAsync(baseline, tried, entries, noise, stop);
            if (pair is null)
            {
                progress.Update(state => state with { BatchesGone = state.BatchesGone + entries.Count });
                continue;
            }

            var compared = comparison.Compare(pair);
            progress.Update(state => With(state, entries.Count, compared.Unit, differences));
        }

        // Whatever retention took between the count and the reading was not met at all.
        progress.Update(state => state with { BatchesGone = Math.Max(state.BatchesGone, state.Batches - state.BatchesDone) });
    }

    private static IEnumerable<JournalEntry> SkipFirst(IEnumerable<JournalEntry> entries, long count) => entries.Where(_ => --count < 0);

    private static Rehearsal With(Rehearsal state, int batches, PairedUnit unit, DiffAggregate differences) => state with
    {
        BatchesDone = state.BatchesDone + batches,
        Records = state.Records + unit.Records,
        RecordsDifferent = differences.Different,
        BaselineSum = Sum(state.BaselineSum, unit.Baseline),
        ReleaseSum = Sum(state.ReleaseSum, unit.Candidate ?? default),
        Failures = state.Failures + (unit.Candidate is null ? 1 : 0),
        Changes = differences.Changes(MostChanges),
    };

    private static UnitSide Sum(UnitSide one, UnitSide other) => new(
        one.ServiceTime + other.ServiceTime,
        one.CpuTime + other.CpuTime,
        one.Committed + other.Committed,
        one.Quarantined + other.Quarantined,
        one.Dropped + other.Dropped);

    // Null when retention has taken the batches, or when the baseline cannot process them either: then nothing is said about the release.
    private async Task<UnitPair?> PairAsync(ISlot baseline, ISlot tried, IReadOnlyList<JournalEntry> entries, NoiseSchedule noise, CancellationToken stop)
    {
        var before = await lane.ProcessAsync(baseline, Nowhere, entries, stop);
        if (before.Result is null)
        {
            return null;
        }

        var (after, repeat) = (default(LaneAnswer), default(LaneAnswer));
        try
        {
            after = await lane.ProcessAsync(tried, Nowhere, entries, stop);
            if (after.Result is null && RecordedUnits.IsGone(journal, entries))
            {
                before.Result.Dispose();
                return null;
            }

            var isDifferent = after.Result is { } answer && !UnitPair.AreEqual(before.Result, answer);
            repeat = noise.IsDue(isDifferent) ? await lane.ProcessAsync(baseline, Nowhere, entries, stop) : default;
        }
        catch
        {
            before.Result.Dispose();
            after.Result?.Dispose();
            throw;
        }

        return new UnitPair(before.Result, after.Result)
        {
            Entries = entries,
            Baseline = before.Result,
            Candidate = after.Result,
            Failure = after.Failure,
            Repeat = repeat.Result,
            IsReplayed = true,
        };
    }
}
