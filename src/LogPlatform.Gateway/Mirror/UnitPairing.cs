using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Mirror;

/// <summary>Gets the answers of both releases to a unit.</summary>
internal sealed class UnitPairing(StageRoles roles, UnitLane lane, WarmUp warmUp, NoiseSchedule noise, LoadMeter load, IJournal journal, TimeProvider time)
{
    /// <summary>Sends a live unit through the slot beside production. The pair owns the unit.</summary>
    /// <returns>Null when there is nothing to compare: the slot is gone, the baseline gave no answer, or retention was faster; the unit is then still the caller's.</returns>
    public async Task<UnitPair?> MirrorAsync(TappedUnit unit, CancellationToken cancellationToken)
    {
        if (roles.Mirror is not { } slot)
        {
            return null;
        }

        var isMeasured = warmUp.IsOver;
        var mirrored = roles.IsCandidateActive
            ? await AskAsync(slot, unit.Entries, cancellationToken)
            : await AskCandidateAsync(slot, unit.Entries, unit.TakenAt, cancellationToken);
        if (mirrored.Result is null && (roles.IsCandidateActive || RecordedUnits.IsGone(journal, unit.Entries)))
        {
            return null;
        }

        var live = new LaneAnswer(unit.Result, null);
        var (baseline, candidate) = roles.IsCandidateActive ? (mirrored, live) : (live, mirrored);
        return await PairAsync(unit.Entries, baseline.Result!, candidate, isReplayed: false, isMeasured, [unit, mirrored.Result], cancellationToken);
    }

    /// <summary>Sends a recorded unit through both slots, one after the other.</summary>
    /// <returns>Null when there is nothing to compare, as of <see cref="MirrorAsync"/>.</returns>
    public async Task<UnitPair?> ReplayAsync(IReadOnlyList<JournalEntry> entries, bool isCandidateFirst, CancellationToken cancellationToken)
    {
        if (roles.Baseline is not { } baselineSlot || roles.Candidate is not { } candidateSlot)
        {
            return null;
        }

        // Whoever comes first may wait for the disk; taking turns keeps that out of the comparison.
        LaneAnswer baseline = default, candidate = default;
        try
        {
            if (isCandidateFirst)
            {
                candidate = await AskCandidateAsync(candidateSlot, entries, time.GetTimestamp(), cancellationToken);
                baseline = await AskAsync(baselineSlot, entries, cancellationToken);
            }
            else
            {
                baseline = await AskAsync(baselineSlot, entries, cancellationToken);
                candidate = await AskCandidateAsync(candidateSlot, entries, time.GetTimestamp(), cancellationToken);
            }
        }
        catch
        {
            baseline.Result?.Dispose();
            candidate.Result?.Dispose();
            throw;
        }

        if (baseline.Result is null || (candidate.Result is null && RecordedUnits.IsGone(journal, entries)))
        {
            baseline.Result?.Dispose();
            candidate.Result?.Dispose();
            return null;
        }

        return await PairAsync(entries, baseline.Result, candidate, isReplayed: true, isMeasured: true, [baseline.Result, candidate.Result], cancellationToken);
    }

    /// <summary>Sends a recorded unit through the candidate only: warmth and load, no evidence.</summary>
    public async Task LoadAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        if (roles.Candidate is { } slot)
        {
            (await AskCandidateAsync(slot, entries, time.GetTimestamp(), cancellationToken)).Result?.Dispose();
        }
    }

    private async Task<UnitPair> PairAsync(
        IReadOnlyList<JournalEntry> entries,
        WorkResult baseline,
        LaneAnswer candidate,
        bool isReplayed,
        bool isMeasured,
        IDisposable?[] owned,
        CancellationToken cancellationToken)
    {
        try
        {
            var isDifferent = candidate.Result is { } answer && !UnitPair.AreEqual(baseline, answer);
            var repeat = noise.IsDue(isDifferent) && roles.Baseline is { } slot ? await AskAsync(slot, entries, cancellationToken) : default;
            return new UnitPair(owned)
            {
                Entries = entries,
                Baseline = baseline,
                Candidate = candidate.Result,
                Failure = candidate.Failure,
                Repeat = repeat.Result,
                IsReplayed = isReplayed,
                IsMeasured = isMeasured,
            };
        }
        catch
        {
            // The live unit is disposed by whoever holds it, and it does no harm to do so twice.
            Array.ForEach(owned, item => item?.Dispose());
            throw;
        }
    }

    private async Task<LaneAnswer> AskCandidateAsync(ISlot slot, IReadOnlyList<JournalEntry> entries, long since, CancellationToken cancellationToken)
    {
        var records = RecordedUnits.RecordsIn(entries);
        WorkResult? answered = null;
        load.OnOffered(records, since);
        try
        {
            var answer = await AskAsync(slot, entries, cancellationToken);
            answered = answer.Result;
            warmUp.OnProcessed();
            return answer;
        }
        finally
        {
            load.OnDone(records, since, answered);
        }
    }

    private Task<LaneAnswer> AskAsync(ISlot slot, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        lane.ProcessAsync(slot, roles.Production.Generation, entries, cancellationToken);
}
