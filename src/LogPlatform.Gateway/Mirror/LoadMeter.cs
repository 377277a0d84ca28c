using LogPlatform.Core.Batches;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Gateway.Mirror;

/// <summary>What the candidate was offered and answered since it was warm. Thread-safe.</summary>
internal sealed class LoadMeter(MirrorIntake intake, bool isCandidateActive, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<long> _offeredAt = [];
    private long? _begunAt;
    private long _liveBefore;
    private long _leftOutBefore;
    private ProductionSums _productionBefore;
    private long _offered;
    private long _records;
    private long _units;
    private TimeSpan _busy;

    /// <summary>Begins with nothing; the first call counts.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_begunAt is null)
            {
                _begunAt = time.GetTimestamp();
                (_liveBefore, _leftOutBefore, _productionBefore) = (intake.Records, intake.LeftOut, intake.Production);
            }
        }
    }

    /// <summary>The candidate is given a unit that waited since <paramref name="since"/>, a timestamp.</summary>
    public void OnOffered(long records, long since)
    {
        lock (_gate)
        {
            _offeredAt.Add(since);
            _offered += _begunAt is null ? 0 : records;
        }
    }

    /// <summary>The candidate is done with it; <paramref name="answer"/> is null when it gave none.</summary>
    public void OnDone(long records, long since, WorkResult? answer)
    {
        lock (_gate)
        {
            _offeredAt.Remove(since);
            if (_begunAt is null || answer is null)
            {
                return;
            }

            _records += records;
            _units++;
            _busy += answer.ServiceTime;
        }
    }

    /// <summary>Records that the candidate should have been offered by now for so many times the live rate, and was not; 0 before measuring began.</summary>
    public double MissingFor(double factor)
    {
        lock (_gate)
        {
            return _begunAt is null ? 0 : (factor * (intake.Records - _liveBefore)) - _offered;
        }
    }

    /// <summary>The load now; null before measuring began.</summary>
    /// <param name="nodes">Units that the candidate's nodes work on at once.</param>
    /// <param name="productionLag">Age of the oldest batch that production has not committed: the lag of a candidate that serves.</param>
    public MirrorLoad? Now(int nodes, TimeSpan productionLag)
    {
        lock (_gate)
        {
            if (_begunAt is not { } begun)
            {
                return null;
            }

            // A candidate that serves is offered, and has answered, all that production commits, on top of what is replayed.
            var live = intake.Records - _liveBefore;
            var served = isCandidateActive ? intake.Production - _productionBefore : default;
            return new MirrorLoad
            {
                Elapsed = time.GetElapsedTime(begun),
                LiveRecords = live,
                OfferedRecords = _offered + served.Records,
                CompletedRecords = _records + served.Records,
                CompletedUnits = _units + served.Units,
                Busy = _busy + served.Busy,
                UnitsLeftOut = intake.LeftOut - _leftOutBefore,
                Lag = isCandidateActive ? productionLag : Longest(OldestOffered_NeedsLock(), intake.Lag),
                Nodes = nodes,
            };
        }
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan OldestOffered_NeedsLock() => _offeredAt.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(_offeredAt.Min());
}
