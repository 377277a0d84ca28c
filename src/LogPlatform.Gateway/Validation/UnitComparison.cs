using LogPlatform.Core.Batches;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Gateway.Validation;

/// <summary>Compares what two releases made of a unit, and sums the differences of their records up. Not thread-safe.</summary>
/// <param name="candidate">The pointer under which the candidate's answers would be committed.</param>
/// <param name="expected">The differences that the release declares.</param>
/// <param name="differences">Where differences are summed up.</param>
internal sealed class UnitComparison(SlotPointer candidate, IReadOnlyList<ExpectedChange> expected, DiffAggregate differences)
{
    private readonly RecordDiff _diff = new();
    private readonly DecodedRecords _before = new();
    private readonly DecodedRecords _after = new();
    private readonly ExpectedChangeSet _expected = new(expected);

    /// <summary>Compares.</summary>
    /// <param name="pair">The answers.</param>
    /// <param name="withRecords">Whether records are compared; otherwise only what is cheap.</param>
    public ComparedUnit Compare(UnitPair pair, bool withRecords = true)
    {
        var unit = new PairedUnit
        {
            Records = RecordedUnits.RecordsIn(pair.Entries),
            Baseline = SideOf(pair.Baseline),
            Candidate = null,
            IsReplayed = pair.IsReplayed,
        };
        if (pair.Candidate is not { } answer)
        {
            return new ComparedUnit(unit with { Failure = pair.Failure }, IsEqual: false, IsOutputCompared: false, pair.IsMeasured);
        }

        // The baseline is what production commits: the same bytes with the same tallies are as sound as its answer, and most answers are the same.
        var isEqual = UnitPair.AreEqual(pair.Baseline, answer);
        if (!(isEqual && answer.Tallies.SequenceEqual(pair.Baseline.Tallies)) && AnswerCheck.Complaint(pair.Entries, candidate, answer) is { } complaint)
        {
            unit = unit with { Failure = complaint, IsReadable = UnitAnswer.Opens(answer) };
            return new ComparedUnit(unit, IsEqual: false, IsOutputCompared: !unit.IsReadable, pair.IsMeasured);
        }

        unit = unit with { Candidate = SideOf(answer) };
        if (pair.Repeat is { } repeat && withRecords)
        {
            // First, so that a difference that two runs of the baseline show as well is known as noise when it is seen in the candidate.
            CompareRecords(pair.Baseline, repeat, DiffRun.Noise);
        }

        if (withRecords)
        {
            unit = unit with { IsReadable = CompareRecords(pair.Baseline, answer, DiffRun.Candidate) };
        }

        return new ComparedUnit(isEqual ? unit : WithQuarantine(unit, pair.Baseline, answer), isEqual, withRecords, pair.IsMeasured);
    }

    private static UnitSide SideOf(WorkResult result) => new(
        result.ServiceTime,
        TimeSpan.FromTicks(result.CpuNanoseconds / TimeSpan.NanosecondsPerTick),
        result.Tallies.Sum(tally => (long)tally.Committed),
        result.Tallies.Sum(tally => (long)tally.Quarantined),
        result.Tallies.Sum(tally => (long)tally.Dropped));

    private bool CompareRecords(WorkResult baseline, WorkResult other, DiffRun run)
    {
        if (UnitPair.HaveEqualBlocks(baseline, other))
        {
            CountEqual(baseline, run);
            return true;
        }

        if (!_after.TryRead(other))
        {
            return false;
        }

        // What production has committed can be read, or the store's own queries would tell.
        if (_before.TryRead(baseline))
        {
            _diff.Compare(_before.Batch, _after.Batch, differences, run);
        }

        return true;
    }

    private void CountEqual(WorkResult result, DiffRun run)
    {
        foreach (var block in result.Blocks)
        {
            if (BlockReader.TryOpen(block, out var reader))
            {
                foreach (var (service, records) in BlockServices.Count(reader!))
                {
                    differences.CountEqual(run, service, records);
                }
            }
        }
    }

    private PairedUnit WithQuarantine(PairedUnit unit, WorkResult baseline, WorkResult answer)
    {
        var before = UnitAnswer.Quarantined(baseline.Quarantine).ToHashSet();
        var after = UnitAnswer.Quarantined(answer.Quarantine).ToHashSet();
        return unit with
        {
            NewlyQuarantined = Unexpected(after.Except(before), baseline, _before),
            NoLongerQuarantined = Unexpected(before.Except(after), answer, _after),
        };
    }

    // A quarantined record's service is read from the side that kept it; one that neither side kept has none.
    private long Unexpected(IEnumerable<QuarantinePlace> places, WorkResult keptBy, DecodedRecords records)
    {
        var differing = places.ToHashSet();
        if (_expected.Covers(string.Empty, DiffFields.Fate))
        {
            return 0;
        }

        if (differing.Count == 0 || expected.Count == 0 || !records.TryRead(keptBy))
        {
            return differing.Count;
        }

        var batch = records.Batch;
        for (var i = 0; i < batch.Records.Count; i++)
        {
            ref readonly var record = ref batch.Records[i];
            var place = new QuarantinePlace(batch.Sources[record.Source].Id, record.Ordinal);
            if (differing.Contains(place) && _expected.Covers(BlockServices.NameOf(batch, record.Resource), DiffFields.Fate))
            {
                differing.Remove(place);
            }
        }

        return differing.Count;
    }
}
