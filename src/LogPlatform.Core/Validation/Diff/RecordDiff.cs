using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>
/// Compares the kept records of one unit of work as two releases wrote them, field by field, and counts the differences. Records belong together by ingested batch and
/// position in it; one that only one side has is a difference of its fate. The order of attributes does not matter. Equal records allocate nothing; text is only made
/// for examples. Reused from unit to unit; not thread-safe.
/// </summary>
public sealed class RecordDiff
{
    private readonly BatchPair _pair = new();
    private readonly FieldWalk _walk;
    private readonly RecordOrder _order = new();
    private readonly RecordOrder _otherOrder = new();
    private readonly ServiceTally?[] _noService = new ServiceTally?[1];
    private ServiceTally?[] _services = [];
    private ServiceTally?[] _otherServices = [];

    /// <summary>A comparer without anything to compare.</summary>
    public RecordDiff() => _walk = new FieldWalk(_pair);

    /// <summary>Compares, and counts into <paramref name="aggregate"/>.</summary>
    /// <param name="baseline">The records that the baseline kept.</param>
    /// <param name="other">The records that <paramref name="run"/> kept.</param>
    /// <param name="aggregate">Where differences are counted.</param>
    /// <param name="run">Who made the other records: the candidate, or the baseline a second time.</param>
    public void Compare(RecordBatch baseline, RecordBatch other, DiffAggregate aggregate, DiffRun run = DiffRun.Candidate)
    {
        _pair.Bind(baseline, other);
        _walk.Bind(aggregate);
        _order.Bind(baseline);
        _otherOrder.Bind(other);
        _services = new ServiceTally?[baseline.Resources.Count];
        _otherServices = new ServiceTally?[other.Resources.Count];
        _noService[0] = null;
        var (i, j) = (0, 0);
        while (i < _order.Count || j < _otherOrder.Count)
        {
            var side = i == _order.Count ? 1 : j == _otherOrder.Count ? -1 : _order.KeyAt(i).CompareTo(_otherOrder.KeyAt(j));
            if (side < 0)
            {
                var record = _order[i++];
                aggregate.Begin(run, ServiceOf(aggregate, baseline, _services, baseline.Records[record]));
                _walk.NoLongerKept(record);
            }
            else if (side > 0)
            {
                var record = _otherOrder[j++];
                aggregate.Begin(run, ServiceOf(aggregate, other, _otherServices, other.Records[record]));
                _walk.NewlyKept(record);
            }
            else
            {
                var record = _order[i++];
                aggregate.Begin(run, ServiceOf(aggregate, baseline, _services, baseline.Records[record]));
                _walk.Compare(record, _otherOrder[j++]);
            }

            aggregate.End();
        }
    }

    private ServiceTally ServiceOf(DiffAggregate aggregate, RecordBatch batch, ServiceTally?[] known, in LogRecord record)
    {
        ref var tally = ref record.Resource < 0 ? ref _noService[0] : ref known[record.Resource];
        return tally ??= aggregate.ServiceOf(ServiceName.Of(batch, record));
    }
}
